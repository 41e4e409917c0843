import type { FrozenCart } from '@cartwright/events';

const tenth = '01990000-0000-7000-8000-0000000000e1';
const free = '01990000-0000-7000-8000-0000000000e2';

/** Lines of 20.00 and 5.00, a tenth cheaper, with 19 % and 7 % of tax. */
export function reducedLines([stool, book]: readonly FrozenCart['lines'][number][]): FrozenCart['lines'] {
  if (stool === undefined || book === undefined) throw new Error('There are two lines');
  return [
    {
      ...stool,
      ...{ quantity: 2, unitPriceMinor: 1000, totalMinor: 2000 },
      ...{ discounts: [{ promotionId: tenth, amountMinor: 200 }], taxRateBasisPoints: 1900, taxMinor: 287 },
    },
    {
      ...book,
      ...{ quantity: 1, unitPriceMinor: 500, totalMinor: 500 },
      ...{ discounts: [{ promotionId: tenth, amountMinor: 50 }], taxRateBasisPoints: 700, taxMinor: 29 },
    },
  ];
}

/** The promotions of a cart of `reducedLines`, and its taxes. */
export const [tenPercentOff, freeDelivery, standardTax, lowTax] = [
  { promotionId: tenth, title: 'Ten percent off', code: 'TEN', class: 'ORDER', amountMinor: 250 },
  { promotionId: free, title: 'Free delivery', class: 'SHIPPING', amountMinor: 590 },
  { rateBasisPoints: 1900, netMinor: 1513, taxMinor: 287 },
  { rateBasisPoints: 700, netMinor: 421, taxMinor: 29 },
] as const;

/** What a cart of `reducedLines` comes to that would be sent for 5.90, and is sent for nothing. */
export const reducedPrice = {
  discountMinor: 840,
  taxMinor: 316,
  totalMinor: 2250,
  promotions: [tenPercentOff, freeDelivery],
  shippingDiscountMinor: 590,
  taxLines: [standardTax, lowTax],
  pricesIncludeTax: true,
} satisfies Partial<FrozenCart>;
