import { requireViewer } from '@cartwright/identity';
import { invalidInputError } from '@cartwright/input';
import { productChanged } from '../catalogue/door.ts';
import type { Resolvers } from '../generated/graphql.ts';

/** Variants that consist of others. */
export const resolvers = {
  ProductVariant: {
    bundleParts: async ({ id }, _args, { bundles }) => [...(await bundles.partsOf(id))],
  },
  BundlePart: {
    variant: ({ variantId }, _args, { catalogue }) => catalogue.loaders.variant.load(variantId),
  },
  Mutation: {
    bundlePartsUpdate: async (_root, { input }, context) => {
      const { id: staffId } = requireViewer(context);
      const { variantId } = input;
      const outcome = await context.bundles.updateBundleParts({ ...input, staffId });
      switch (outcome.kind) {
        case 'updated': {
          context.bundles.forget();
          const variant = await context.catalogue.afterChange().variant.load(variantId);
          return variant === null ? notFound(variantId) : { __typename: 'BundlePartsUpdateSuccess', variant };
        }
        case 'variant-not-found':
          return notFound(variantId);
        case 'stocked': {
          const message =
            'This variant has or had stock, a policy or flash offers of its own, or is a part of bundles. Please take another one.';
          return { __typename: 'VariantStockedError', message };
        }
        case 'product-changed':
          return productChanged(outcome.version);
        case 'invalid-input':
          return invalidInputError(outcome.fields);
      }
    },
  },
} satisfies Resolvers;

function notFound(variantId: string) {
  return { __typename: 'VariantNotFoundError', message: 'No such variant.', variantId } as const;
}
