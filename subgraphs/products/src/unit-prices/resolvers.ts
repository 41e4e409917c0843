import { toMoney } from '@cartwright/graph';
import type { Resolvers } from '../generated/graphql.ts';
import { measureOf, unitPriceMinor, type UnitMeasure } from './rules/unit-measure.ts';

/** What variants hold, and what a unit of it costs. */
export const resolvers = {
  ProductVariant: {
    unitMeasure: (variant) => {
      const measure = measureOf(variant);
      if (measure === undefined) return null;
      const { contentThousandths, contentUnit } = measure;
      const content = { quantity: contentThousandths / 1_000, unit: contentUnit };
      return { content, reference: referenceOf(measure) };
    },
    unitPrice: (variant, args, { pricing }) => {
      const measure = measureOf(variant);
      const wanted = args.currency ?? pricing.currency;
      const price = variant.prices.find(({ currency }) => currency === wanted);
      if (measure === undefined || price === undefined) return null;
      const minor = unitPriceMinor(price.amountMinor, measure);
      return minor === undefined
        ? null
        : { price: toMoney(minor, price.currency), per: referenceOf(measure) };
    },
  },
} satisfies Resolvers;

function referenceOf({ referenceQuantity, referenceUnit }: UnitMeasure) {
  return { quantity: referenceQuantity, unit: referenceUnit };
}
