import { requireViewer } from '@cartwright/identity';
import { invalidInputError } from '@cartwright/input';
import { metafieldFields, metafieldRefusal, showMetafield } from '@cartwright/metafields';
import type { Resolvers } from '../generated/graphql.ts';
import type { Context } from '../graphql.ts';
import type { OwnerType } from './repository.ts';

/** What staff and their systems keep of the catalogue, for shoppers and for staff. */
export const resolvers = {
  Mutation: {
    catalogueMetafieldsSet: async (_root, { input }, context) => {
      const { ownerType, ownerId } = input;
      const { id: staffId } = requireViewer(context);
      const outcome = await context.metafields.setCatalogueMetafields({ ...input, staffId });
      switch (outcome.kind) {
        case 'set': {
          context.metafields.loaders[ownerType].clear(ownerId);
          const owner = await loadOwner[ownerType](ownerId, context);
          const metafields = outcome.metafields.map(showMetafield);
          return owner === null
            ? ownerNotFound(ownerId)
            : { __typename: 'CatalogueMetafieldsSetSuccess', owner, metafields };
        }
        case 'owner-not-found':
          return ownerNotFound(ownerId);
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
} satisfies Resolvers;

function fieldsOf(type: OwnerType) {
  return metafieldFields(async ({ id }: { readonly id: string }, { metafields }: Context) => {
    const kept = await metafields.loaders[type].load(id);
    return kept?.metafields ?? [];
  });
}

/** What was changed, shown or not. */
const loadOwner = {
  PRODUCT: async (id: string, { catalogue }: Context) =>
    named('Product', await catalogue.afterChange().product.load(id)),
  PRODUCT_VARIANT: async (id: string, { catalogue }: Context) =>
    named('ProductVariant', await catalogue.afterChange().variant.load(id)),
  CATEGORY: async (id: string, { catalogue }: Context) =>
    named('Category', (await catalogue.loaders.currentCategories()).get(id)),
  COLLECTION: async (id: string, { collections }: Context) =>
    named('Collection', await collections.loaders.collection.load(id)),
} satisfies Record<OwnerType, unknown>;

function named<Name extends string, Row extends object>(__typename: Name, row: Row | null) {
  return row === null ? null : { ...row, __typename };
}

function ownerNotFound(ownerId: string) {
  const message = 'There is nothing of that kind with that id.';
  return { __typename: 'MetafieldOwnerNotFoundError', message, ownerId } as const;
}
