import { badUserInput } from '@cartwright/errors';
import { toMoney } from '@cartwright/graph';
import { requireViewer } from '@cartwright/identity';
import { invalidInputError } from '@cartwright/input';
import { referredTo } from '../attributes/door.ts';
import type { Resolvers } from '../generated/graphql.ts';
import type { CollectionRow, Context } from '../graphql.ts';
import { descriptionHtmlIn, descriptionIn, nameIn } from '../languages/door.ts';
import { seoOf } from '../seo/door.ts';

/** Collections, and what staff do to them. */
export const resolvers = {
  Query: {
    collection: async (_root, { slug, id }, { collections: { loaders } }) => {
      if (slug == null && id == null)
        throw badUserInput('Give the slug or the id of the collection.', 'slug');
      const found =
        id == null ? await loaders.collectionBySlug.load(slug as string) : await loaders.collection.load(id);
      return found?.isShown === true && (slug == null || found.slug === slug) ? found : null;
    },
    collections: (_root, page, { collections }) => collections.readCollections('shown', page),
    collectionPreview: (_root, { id }, { collections }) => collections.loaders.collection.load(id),
    collectionPreviews: (_root, page, { collections }) => collections.readCollections('all', page),
  },
  Mutation: {
    collectionCreate: async (_root, { input }, context) => {
      const outcome = await context.collections.createCollection({ ...input, ...who(context) });
      switch (outcome.kind) {
        case 'created':
          return { __typename: 'CollectionCreateSuccess', collection: outcome.collection };
        case 'slug-taken':
          return slugTaken(outcome.slug);
        case 'too-many-collections':
          return tooManyCollections(outcome.limit);
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
    collectionUpdate: async (_root, { input }, context) => {
      const outcome = await context.collections.updateCollection({ ...input, ...who(context) });
      switch (outcome.kind) {
        case 'updated':
          return { __typename: 'CollectionUpdateSuccess', collection: outcome.collection };
        case 'collection-not-found':
          return collectionNotFound(outcome.collectionId);
        case 'collection-changed':
          return collectionChanged(outcome.collection);
        case 'slug-taken':
          return slugTaken(outcome.slug);
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
    collectionDelete: async (_root, { input }, context) => {
      const outcome = await context.collections.deleteCollection({ ...input, ...who(context) });
      switch (outcome.kind) {
        case 'deleted':
          return { __typename: 'CollectionDeleteSuccess', collectionId: input.id };
        case 'referred-to':
          return referredTo(outcome);
        case 'collection-not-found':
          return collectionNotFound(outcome.collectionId);
        case 'collection-changed':
          return collectionChanged(outcome.collection);
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
    collectionProductsAdd: async (_root, { input }, context) => {
      const outcome = await context.collections.addProducts({ ...input, ...who(context) });
      switch (outcome.kind) {
        case 'arranged':
          return { __typename: 'CollectionProductsAddSuccess', collection: outcome.collection };
        case 'collection-not-found':
          return collectionNotFound(outcome.collectionId);
        case 'collection-has-rule':
          return hasRule(outcome.collectionId);
        case 'collection-full':
          return collectionFull(outcome.limit);
        case 'product-not-found': {
          const { productId } = outcome;
          return { __typename: 'ProductNotFoundError', message: 'No such product.', productId };
        }
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
    collectionProductsRemove: async (_root, { input }, context) => {
      const outcome = await context.collections.removeProducts({ ...input, ...who(context) });
      switch (outcome.kind) {
        case 'arranged':
          return { __typename: 'CollectionProductsRemoveSuccess', collection: outcome.collection };
        case 'collection-not-found':
          return collectionNotFound(outcome.collectionId);
        case 'collection-has-rule':
          return hasRule(outcome.collectionId);
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
    collectionProductsMove: async (_root, { input }, context) => {
      const outcome = await context.collections.moveProducts({ ...input, ...who(context) });
      switch (outcome.kind) {
        case 'arranged':
          return { __typename: 'CollectionProductsMoveSuccess', collection: outcome.collection };
        case 'collection-not-found':
          return collectionNotFound(outcome.collectionId);
        case 'collection-has-rule':
          return hasRule(outcome.collectionId);
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
  },
  Collection: {
    __resolveReference: async ({ id }, { collections }) => {
      const found = await collections.loaders.collection.load(id);
      return found?.isShown === true ? found : null;
    },
    name: (collection, _args, { languages }) => nameIn(collection, languages.language),
    description: (collection, _args, { languages }) => descriptionIn(collection, languages.language),
    descriptionHtml: (collection, _args, { languages }) => descriptionHtmlIn(collection, languages.language),
    seo: (collection, _args, { languages }) => seoOf(collection, languages.language),
  },
  CollectionCondition: {
    brands: (asked) => (asked.kind === 'BRAND' ? [...asked.brands] : null),
    categoryIds: (asked) => (asked.kind === 'CATEGORY' ? [...asked.categoryIds] : null),
    tags: (asked) => (asked.kind === 'TAG' ? [...asked.tags] : null),
    price: (asked) => {
      if (asked.kind !== 'PRICE') return null;
      const { currency, minMinor, maxMinor } = asked;
      const moneyOf = (minor: number | null) => (minor === null ? null : toMoney(minor, currency));
      return { currency, min: moneyOf(minMinor), max: moneyOf(maxMinor) };
    },
    isReduced: (asked) => (asked.kind === 'REDUCED' ? asked.isReduced : null),
    minimumRating: (asked) => (asked.kind === 'RATING' ? asked.minimum : null),
    newWithinDays: (asked) => (asked.kind === 'NEW' ? asked.withinDays : null),
    availableForSale: (asked) => (asked.kind === 'FOR_SALE' ? asked.isForSale : null),
  },
  Product: {
    collections: ({ id }, _args, { collections }) => collections.loaders.collectionsOf.load(id),
  },
} satisfies Resolvers;

function who(context: Context) {
  return { staffId: requireViewer(context).id };
}

function collectionNotFound(collectionId: string) {
  return {
    __typename: 'CollectionNotFoundError',
    message: 'There is no such collection.',
    collectionId,
  } as const;
}

function collectionChanged(collection: CollectionRow) {
  const message = 'Somebody has changed this collection meanwhile.';
  return { __typename: 'CollectionChangedError', message, collection } as const;
}

function slugTaken(slug: string) {
  return { __typename: 'SlugTakenError', message: 'Another collection has this slug.', slug } as const;
}

function hasRule(collectionId: string) {
  const message = 'The products of this collection are chosen by its rule.';
  return { __typename: 'CollectionHasRuleError', message, collectionId } as const;
}

function collectionFull(limit: number) {
  const message = `A collection has at most ${limit} products that are chosen one by one.`;
  return { __typename: 'CollectionFullError', message, limit } as const;
}

function tooManyCollections(limit: number) {
  const message = `There are ${limit} collections already; please delete some first.`;
  return { __typename: 'TooManyCollectionsError', message, limit } as const;
}
