import { invalidInputError } from '@cartwright/input';
import type { Context } from '../../graphql.ts';
import type { MutationResolvers } from '../../generated/graphql.ts';
import type { VariantFault } from '../rules/variant-changes.ts';
import type { UpdateVariantsOutcome } from '../use-cases/update-variants.ts';
import { productChanged, productNotFound } from '../../catalogue/door.ts';
import { skuTaken, variantNotFound, variantsBundled, variantsOrdered } from './refusals.ts';
import { asItIs, who } from './viewer.ts';

/** What staff make of the variants of a product. */
export const variantMutations = {
  productVariantsCreate: async (_root, { input }, context) => {
    const outcome = await context.editing.createVariants({ ...input, ...who(context) });
    switch (outcome.kind) {
      case 'created': {
        const product = await asItIs(input.productId, context);
        return product === null
          ? productNotFound(input.productId)
          : { __typename: 'ProductVariantsCreateSuccess', product };
      }
      case 'product-not-found':
        return productNotFound(outcome.productId);
      case 'product-changed':
        return productChanged(outcome.version);
      case 'sku-taken':
        return skuTaken(outcome);
      case 'invalid-input':
        return invalidInputError(outcome.fields);
    }
  },
  productVariantsBulkUpdate: async (_root, { input }, context) => {
    const outcome = await context.editing.updateVariants({ ...input, ...who(context) });
    switch (outcome.kind) {
      case 'updated': {
        const product = await asItIs(input.productId, context);
        if (product === null) return productNotFound(input.productId);
        const results = await resultsOf(outcome, context);
        return { __typename: 'ProductVariantsBulkUpdateSuccess', product, results };
      }
      case 'product-not-found':
        return productNotFound(outcome.productId);
      case 'product-changed':
        return productChanged(outcome.version);
      case 'invalid-input':
        return invalidInputError(outcome.fields);
    }
  },
  productVariantsDelete: async (_root, { input }, context) => {
    const outcome = await context.editing.deleteVariants({ ...input, ...who(context) });
    switch (outcome.kind) {
      case 'deleted': {
        const product = await asItIs(input.productId, context);
        return product === null
          ? productNotFound(input.productId)
          : { __typename: 'ProductVariantsDeleteSuccess', product };
      }
      case 'product-not-found':
        return productNotFound(outcome.productId);
      case 'product-changed':
        return productChanged(outcome.version);
      case 'variant-not-found':
        return variantNotFound(outcome);
      case 'variants-ordered':
        return variantsOrdered(outcome);
      case 'variants-bundled':
        return variantsBundled(outcome);
      case 'invalid-input':
        return invalidInputError(outcome.fields);
    }
  },
  productVariantsReorder: async (_root, { input }, context) => {
    const outcome = await context.editing.reorderVariants({ ...input, ...who(context) });
    switch (outcome.kind) {
      case 'reordered': {
        const product = await asItIs(input.productId, context);
        return product === null
          ? productNotFound(input.productId)
          : { __typename: 'ProductVariantsReorderSuccess', product };
      }
      case 'product-not-found':
        return productNotFound(outcome.productId);
      case 'product-changed':
        return productChanged(outcome.version);
      case 'invalid-input':
        return invalidInputError(outcome.fields);
    }
  },
} satisfies MutationResolvers;

/** What came of each variant, as it is now. */
function resultsOf({ results }: Extract<UpdateVariantsOutcome, { kind: 'updated' }>, { catalogue }: Context) {
  const { variant } = catalogue.afterChange();
  return Promise.all(
    results.map(async ({ after, faults }, index) => ({
      index,
      variant: after === null ? null : await variant.load(after.id),
      errors: faults.map(bulkError),
    })),
  );
}

function bulkError(fault: VariantFault) {
  switch (fault.kind) {
    case 'variant-not-found':
      return variantNotFound(fault);
    case 'sku-taken':
      return skuTaken(fault);
    case 'invalid-input':
      return invalidInputError(fault.fields);
  }
}
