import { toMoney } from '@cartwright/graph';
import type { Resolvers } from '../generated/graphql.ts';
import { buyerPriceOf, type ShownPrice } from '../pricing/door.ts';
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
    unitPrice: (variant, args, context) => {
      const measure = measureOf(variant);
      if (measure === undefined) return null;
      const price = buyerPriceOf(variant, args.currency, context);
      return price instanceof Promise
        ? price.then((found) => unitPriceOf(found, measure))
        : unitPriceOf(price, measure);
    },
  },
} satisfies Resolvers;

function unitPriceOf(price: ShownPrice | undefined, measure: UnitMeasure) {
  const minor = price === undefined ? undefined : unitPriceMinor(price.amountMinor, measure);
  return price === undefined || minor === undefined
    ? null
    : { price: toMoney(minor, price.currency), per: referenceOf(measure) };
}

function referenceOf({ referenceQuantity, referenceUnit }: UnitMeasure) {
  return { quantity: referenceQuantity, unit: referenceUnit };
}
