import { invalidInputError } from '@cartwright/input';
import { referredTo } from '../../attributes/door.ts';
import type { MutationResolvers } from '../../generated/graphql.ts';
import { productChanged, productNotFound } from '../../catalogue/door.ts';
import { categoryNotFound, holdsCategories, skuTaken, slugTaken } from './refusals.ts';
import { asItIs, who } from './viewer.ts';

/** What staff make of products as a whole. */
export const productMutations = {
  productCreate: async (_root, { input }, context) => {
    const outcome = await context.editing.createProduct({ ...input, ...who(context) });
    switch (outcome.kind) {
      case 'created': {
        const { productId } = outcome;
        const product = await asItIs(productId, context);
        return product === null
          ? productNotFound(productId)
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
        return product === null ? productNotFound(input.id) : { __typename: 'ProductUpdateSuccess', product };
      }
      case 'product-not-found':
        return productNotFound(outcome.productId);
      case 'product-changed':
        return productChanged(outcome.version);
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
  productOptionsUpdate: async (_root, { input }, context) => {
    const outcome = await context.editing.updateOptions({ ...input, ...who(context) });
    switch (outcome.kind) {
      case 'updated': {
        const product = await asItIs(input.id, context);
        return product === null
          ? productNotFound(input.id)
          : { __typename: 'ProductOptionsUpdateSuccess', product };
      }
      case 'product-not-found':
        return productNotFound(outcome.productId);
      case 'product-changed':
        return productChanged(outcome.version);
      case 'invalid-input':
        return invalidInputError(outcome.fields);
    }
  },
  productDelete: async (_root, { input }, context) => {
    const outcome = await context.editing.deleteProduct({ ...input, ...who(context) });
    switch (outcome.kind) {
      case 'deleted':
        return { __typename: 'ProductDeleteSuccess', productId: input.id };
      case 'product-in-use': {
        const message = 'Shoppers have seen this product, or ordered it; archive it instead.';
        return { __typename: 'ProductInUseError', message, productId: input.id };
      }
      case 'referred-to':
        return referredTo(outcome);
      case 'product-not-found':
        return productNotFound(outcome.productId);
      case 'product-changed':
        return productChanged(outcome.version);
      case 'invalid-input':
        return invalidInputError(outcome.fields);
    }
  },
} satisfies MutationResolvers;
