import { requireViewer } from '@cartwright/identity';
import { invalidInputError } from '@cartwright/input';
import {
  asReference,
  definitionDeleteResult,
  definitionSetResult,
  metafieldFields,
  metafieldRefusal,
  showMetafield,
} from '@cartwright/metafields';
import type { Resolvers } from '../generated/graphql.ts';
import type { Context } from '../graphql.ts';
import type { OwnerType } from './repository/owners.ts';

/** What staff and their systems keep of the catalogue, for shoppers and for staff. */
export const resolvers = {
  Query: {
    catalogueMetafieldDefinitions: (_root, asked, { metafields }) => metafields.readDefinitions(asked),
  },
  Mutation: {
    catalogueMetafieldDefinitionSet: async (_root, { input }, context) => {
      const { id: staffId } = requireViewer(context);
      const outcome = await context.metafields.setDefinition({ ...input, staffId });
      return definitionSetResult(
        { set: 'CatalogueMetafieldDefinitionSetSuccess', changed: 'MetafieldDefinitionChangedError' },
        outcome,
      );
    },
    catalogueMetafieldDefinitionDelete: async (_root, { input }, context) => {
      const { id: staffId } = requireViewer(context);
      const outcome = await context.metafields.deleteDefinition({ ...input, staffId });
      return definitionDeleteResult('CatalogueMetafieldDefinitionDeleteSuccess', input.id, outcome);
    },
    catalogueMetafieldsSet: async (_root, { input }, context) => {
      const { ownerType, ownerId } = input;
      const { id: staffId } = requireViewer(context);
      const outcome = await context.metafields.setCatalogueMetafields({ ...input, staffId });
      switch (outcome.kind) {
        case 'set': {
          context.metafields.loaders[ownerType].clear(ownerId);
          const metafields = outcome.metafields.map(showMetafield);
          return { __typename: 'CatalogueMetafieldsSetSuccess', ownerId, metafields };
        }
        case 'owner-not-found':
          return {
            __typename: 'MetafieldOwnerNotFoundError',
            message: 'There is nothing of that kind with that id.',
            ownerId,
          };
        case 'metafield-changed':
        case 'too-many-metafields':
          return metafieldRefusal(outcome);
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
  },
  Product: fieldsOf('PRODUCT'),
  ProductVariant: fieldsOf('PRODUCT_VARIANT'),
  Category: fieldsOf('CATEGORY'),
  Collection: fieldsOf('COLLECTION'),
  Brand: fieldsOf('BRAND'),
  MetafieldReference: {
    __resolveReference: (given) => asReference(given),
    product: ({ type, targetId }, _args, { catalogue }) =>
      type === 'PRODUCT' ? catalogue.loaders.product.load(targetId) : null,
    variant: ({ type, targetId }, _args, { catalogue }) =>
      type === 'PRODUCT_VARIANT' ? catalogue.loaders.variant.load(targetId) : null,
    category: async ({ type, targetId }, _args, { catalogue }) =>
      type === 'CATEGORY' ? (await catalogue.loaders.categories()).get(targetId) : null,
    collection: async ({ type, targetId }, _args, { collections }) => {
      const found = type === 'COLLECTION' ? await collections.loaders.collection.load(targetId) : null;
      return found?.isShown === true ? found : null;
    },
    brand: ({ type, targetId }, _args, { brands }) =>
      type === 'BRAND' ? brands.loaders.seen.load(targetId) : null,
  },
} satisfies Resolvers;

function fieldsOf(type: OwnerType) {
  return metafieldFields(async ({ id }: { readonly id: string }, { metafields }: Context) => {
    const kept = await metafields.loaders[type].load(id);
    return kept?.metafields ?? [];
  });
}
