import { requireViewer } from '@cartwright/identity';
import { invalidInputError } from '@cartwright/input';
import type { Resolvers } from '../generated/graphql.ts';
import type { Context } from '../graphql.ts';
import type { Pins } from './repository/pins.ts';
import type { StoredSettings } from './rules/settings.ts';

/** What staff keep for searches. */
export const resolvers = {
  Query: {
    searchSettings: (_root, _args, { searchSettings }) => searchSettings.readStoredSettings(),
    searchPins: (_root, page, { searchSettings }) => searchSettings.readPinsPage(page),
  },
  Mutation: {
    searchSynonymsUpdate: async (_root, { input }, context) => {
      const outcome = await context.searchSettings.updateSynonyms({ ...input, ...who(context) });
      switch (outcome.kind) {
        case 'updated':
          return { __typename: 'SearchSynonymsUpdateSuccess', settings: outcome.settings };
        case 'settings-changed':
          return settingsChanged(outcome.settings);
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
    searchStopWordsUpdate: async (_root, { input }, context) => {
      const outcome = await context.searchSettings.updateStopWords({ ...input, ...who(context) });
      switch (outcome.kind) {
        case 'updated':
          return { __typename: 'SearchStopWordsUpdateSuccess', settings: outcome.settings };
        case 'settings-changed':
          return settingsChanged(outcome.settings);
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
    searchBoostsUpdate: async (_root, { input }, context) => {
      const categories = context.catalogue.loaders.currentCategories;
      const outcome = await context.searchSettings.updateBoosts({ ...input, ...who(context), categories });
      switch (outcome.kind) {
        case 'updated':
          return { __typename: 'SearchBoostsUpdateSuccess', settings: outcome.settings };
        case 'settings-changed':
          return settingsChanged(outcome.settings);
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
    searchFacetRangesUpdate: async (_root, { input }, context) => {
      const attributes = context.productTypes.facetAttributes;
      const outcome = await context.searchSettings.updateFacetRanges({
        ...input,
        ...who(context),
        attributes,
      });
      switch (outcome.kind) {
        case 'updated':
          return { __typename: 'SearchFacetRangesUpdateSuccess', settings: outcome.settings };
        case 'settings-changed':
          return settingsChanged(outcome.settings);
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
    searchPinsSet: async (_root, { input }, context) => {
      const outcome = await context.searchSettings.setPins({ ...input, ...who(context) });
      switch (outcome.kind) {
        case 'set':
          return { __typename: 'SearchPinsSetSuccess', pins: outcome.pins };
        case 'pins-changed':
          return pinsChanged(outcome.pins);
        case 'product-not-found': {
          const { productId } = outcome;
          return { __typename: 'ProductNotFoundError', message: 'No such product.', productId };
        }
        case 'too-many-pins': {
          const { limit } = outcome;
          const message = `Products are pinned for ${limit} queries already; please delete some first.`;
          return { __typename: 'TooManySearchPinsError', message, limit };
        }
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
    searchPinsDelete: async (_root, { input }, context) => {
      const outcome = await context.searchSettings.deletePins({ ...input, ...who(context) });
      switch (outcome.kind) {
        case 'deleted':
          return { __typename: 'SearchPinsDeleteSuccess', searchPinsId: input.id };
        case 'pins-not-found': {
          const message = 'Nothing is pinned under this id.';
          return { __typename: 'SearchPinsNotFoundError', message, searchPinsId: input.id };
        }
        case 'pins-changed':
          return pinsChanged(outcome.pins);
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
  },
  SearchBoost: {
    product: ({ kind, value }, _args, { catalogue }) =>
      kind === 'PRODUCT' ? catalogue.ofStaff().product.load(value) : null,
    category: async ({ kind, value }, _args, { catalogue }) =>
      kind === 'CATEGORY' ? (await catalogue.loaders.categories()).get(value) : null,
  },
  SearchPins: {
    productIds: ({ productIds }) => [...productIds],
    products: async ({ productIds }, _args, { catalogue }) => {
      const { product } = catalogue.ofStaff();
      const products = await Promise.all(productIds.map((id) => product.load(id)));
      return products.filter((found) => found !== null);
    },
  },
} satisfies Resolvers;

function who(context: Context) {
  return { staffId: requireViewer(context).id };
}

function settingsChanged(settings: StoredSettings) {
  const message = 'Somebody has changed these settings meanwhile.';
  return { __typename: 'SearchSettingsChangedError', message, settings } as const;
}

function pinsChanged(pins: Pins | null) {
  const message = 'Somebody has changed what is pinned for this query meanwhile.';
  return { __typename: 'SearchPinsChangedError', message, currentPins: pins } as const;
}
