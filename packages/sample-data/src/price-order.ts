import { allocateMinor, percentageMinor, splitGross, sumMinor } from '@cartwright/money';
import { sampleId } from './sample-id.ts';
import type {
  SampleOrder,
  SampleOrderLine,
  SampleOrderPromotion,
  SampleShipping,
  SampleTaxLine,
} from './sample-types.ts';

/** A line before it is priced. */
export type UnpricedLine = Omit<SampleOrderLine, 'discounts' | 'taxMinor'>;

/** What a past order is priced by. */
export interface OrderToPrice {
  readonly lines: readonly UnpricedLine[];
  readonly shipping: SampleShipping;
  /** Of the delivery. */
  readonly taxRateBasisPoints: number;
  /** Whether it was a tenth cheaper, by a code, and whether it was sent for nothing. */
  readonly isReduced: boolean;
  readonly isSentFree: boolean;
}

const tenth = { promotionId: sampleId('past-promotion', 0), title: 'Ten percent off', code: 'TEN' };
const freeDelivery = { promotionId: sampleId('past-promotion', 1), title: 'Free delivery' };

/** Prices a past order as a cart is priced (decision 110): discounts, delivery, and taxes that are rounded by rate. */
export function priceOrder({ lines, shipping, ...terms }: OrderToPrice) {
  const totals = lines.map(({ unitPriceMinor, quantity }) => unitPriceMinor * quantity);
  const subtotalMinor = sumMinor(totals);
  const offMinor = terms.isReduced ? percentageMinor(subtotalMinor, 1_000) : 0;
  const shares = allocateMinor(offMinor, totals);
  const shippingDiscountMinor = terms.isSentFree ? shipping.amountMinor : 0;
  const rests = totals.map((total, index) => total - (shares[index] ?? 0));
  const delivery = {
    amountMinor: shipping.amountMinor - shippingDiscountMinor,
    taxRateBasisPoints: terms.taxRateBasisPoints,
  };
  const goods = lines.map((line, index) => ({ ...line, amountMinor: rests[index] ?? 0 }));
  const { taxes, taxLines } = taxesOf([...goods, delivery]);
  return {
    ...{ shipping, subtotalMinor, shippingDiscountMinor, taxLines },
    lines: lines.map((line, index) => ({
      ...line,
      discounts: terms.isReduced ? [{ promotionId: tenth.promotionId, amountMinor: shares[index] ?? 0 }] : [],
      taxMinor: taxes[index] ?? 0,
    })),
    promotions: promotionsOf(offMinor, shippingDiscountMinor),
    discountMinor: offMinor + shippingDiscountMinor,
    taxMinor: sumMinor(taxLines.map(({ taxMinor }) => taxMinor)),
    totalMinor: sumMinor([...rests, delivery.amountMinor]),
  } satisfies Partial<SampleOrder>;
}

function promotionsOf(offMinor: number, shippingDiscountMinor: number): SampleOrderPromotion[] {
  return [
    { ...tenth, class: 'ORDER' as const, amountMinor: offMinor },
    { ...freeDelivery, class: 'SHIPPING' as const, amountMinor: shippingDiscountMinor },
  ].filter(({ amountMinor }) => amountMinor > 0);
}

interface Taxed {
  readonly amountMinor: number;
  readonly taxRateBasisPoints: number;
}

/** The tax that each amount includes, and the taxes by rate, the highest first. */
function taxesOf(all: readonly Taxed[]): { taxes: number[]; taxLines: SampleTaxLine[] } {
  const taxes = all.map(() => 0);
  const groups = Map.groupBy(all.keys(), (index) => all[index]?.taxRateBasisPoints ?? 0);
  const taxLines = [...groups]
    .toSorted(([one], [other]) => other - one)
    .map(([rateBasisPoints, indexes]) => {
      const amounts = indexes.map((index) => all[index]?.amountMinor ?? 0);
      const { netMinor, taxMinor } = splitGross(sumMinor(amounts), rateBasisPoints);
      for (const [position, share] of allocateMinor(taxMinor, amounts).entries())
        taxes[indexes[position] ?? 0] = share;
      return { rateBasisPoints, netMinor, taxMinor };
    })
    .filter(({ netMinor, taxMinor }) => netMinor !== 0 || taxMinor !== 0);
  return { taxes, taxLines };
}
