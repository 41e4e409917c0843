import { requireViewer } from '@cartwright/identity';
import { invalidInputError } from '@cartwright/input';
import type { Resolvers } from '../generated/graphql.ts';
import type { Context } from '../graphql.ts';
import {
  categoryNotFound,
  holdsCategories,
  productChanged,
  productNotFound,
  skuTaken,
  slugTaken,
} from './refusals.ts';

/** What staff make of products. */
export const resolvers = {
  Mutation: {
    productCreate: async (_root, { input }, context) => {
      const outcome = await context.editing.createProduct({ ...input, ...who(context) });
      switch (outcome.kind) {
        case 'created': {
          const { productId } = outcome;
          const product = await asItIs(productId, context);
          return product === null
            ? productNotFound({ productId })
            : { __typename: 'ProductCreateSuccess', product };
        }
        case 'category-not-found':
          return categoryNotFound(outcome);
        case 'category-holds-categories':
          return holdsCategories(outcome);
        case 'slug-taken':
          return slugTaken(outcome);
        case 'sku-taken':
          return skuTaken(outcome);
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
    productUpdate: async (_root, { input }, context) => {
      const outcome = await context.editing.updateProduct({ ...input, ...who(context) });
      switch (outcome.kind) {
        case 'updated': {
          const product = await asItIs(input.id, context);
          return product === null
            ? productNotFound({ productId: input.id })
            : { __typename: 'ProductUpdateSuccess', product };
        }
        case 'product-not-found':
          return productNotFound(outcome);
        case 'product-changed':
          return productChanged(outcome);
        case 'category-not-found':
          return categoryNotFound(outcome);
        case 'category-holds-categories':
          return holdsCategories(outcome);
        case 'slug-taken':
          return slugTaken(outcome);
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
  },
} satisfies Resolvers;

function who(context: Context) {
  return { staffId: requireViewer(context).id };
}

/** A product after the change, for staff: it may be one that shoppers do not see. */
function asItIs(id: string, { catalogue }: Context) {
  return catalogue.afterChange().product.load(id);
}
