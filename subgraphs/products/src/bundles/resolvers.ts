import { toMoney } from '@cartwright/graph';
import { requireViewer } from '@cartwright/identity';
import { invalidInputError } from '@cartwright/input';
import { productChanged } from '../catalogue/door.ts';
import type { Resolvers } from '../generated/graphql.ts';
import type { Context } from '../graphql.ts';
import { buyerPriceOf } from '../pricing/door.ts';
import type { BundlePart } from './repository/bundle-parts.ts';
import { savingOf, type PricedPart } from './rules/saving.ts';

/** Variants that consist of others. */
export const resolvers = {
  ProductVariant: {
    bundleParts: async ({ id }, _args, { bundles }) => [...(await bundles.partsOf(id))],
    bundleSaving: async (variant, { currency }, context) => {
      const parts = await context.bundles.partsOf(variant.id);
      const own = parts.length === 0 ? undefined : await buyerPriceOf(variant, currency, context);
      if (own === undefined) return null;
      const priced = await Promise.all(parts.map((part) => pricePart(part, currency, context)));
      const known = priced.filter((part) => part !== undefined);
      const saving = known.length < priced.length ? null : savingOf(own.amountMinor, known);
      return (
        saving && {
          amount: toMoney(saving.savedMinor, own.currency),
          partsTotal: toMoney(saving.partsTotalMinor, own.currency),
        }
      );
    },
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

/** What a part costs in as many pieces as a bundle takes of it; undefined where shoppers do not see it, or it is not sold in the currency. */
async function pricePart(
  { variantId, quantity }: BundlePart,
  currency: string | null | undefined,
  context: Context,
): Promise<PricedPart | undefined> {
  const part = await context.catalogue.loaders.variant.load(variantId);
  const price = part === null ? undefined : await buyerPriceOf(part, currency, context, quantity);
  return price && { quantity, amountMinor: price.amountMinor };
}
