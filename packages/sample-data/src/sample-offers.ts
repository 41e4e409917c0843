import { sampleId } from './sample-id.ts';
import type { SampleProduct, SampleVariant } from './sample-types.ts';

/** Behind the products that whoever tries the store out looks at first, and what a supplier is to bring. */
const firstProduct = 100;
/** So many products in a row are looked at for each variant that is offered. */
const productsEach = 5;
/** Not the customer that everybody signs in as first: what members of groups see is kept for nobody. */
const memberIndex = 5;
/** The share of its price that is left of a variant, in basis points. */
const shares = { one: 9_000, ten: 8_000, abroad: 11_000, running: 7_500, planned: 6_000 };

/** Customers who buy to sell, and the one who is among them. */
export const sampleTradeGroup = {
  id: sampleId('customer-group', 0),
  name: 'Trade',
  memberId: sampleId('customer', memberIndex),
} as const;

/** A price list of one variant, in euros. */
export interface SamplePriceList {
  readonly id: string;
  readonly name: string;
  readonly countries: readonly string[];
  readonly groupIds: readonly string[];
  readonly variantId: string;
  readonly prices: readonly { readonly minimumQuantity: number; readonly amountMinor: number }[];
}

/** A flash offer in euros, from so many hours after the store was filled, for as many hours. */
export interface SampleFlashOffer {
  readonly id: string;
  readonly variantId: string;
  readonly amountMinor: number;
  readonly startsInHours: number;
  readonly lastsHours: number;
  readonly budget: number;
  readonly limitPerCustomer: number;
  readonly isQueued: boolean;
}

/** What is offered of some sample variants, each another one. */
export interface SampleOffers {
  readonly priceLists: readonly SamplePriceList[];
  readonly flashOffers: readonly SampleFlashOffer[];
}

/** A list for the group and one for Switzerland, an offer that runs and one that is to come; nothing where there are too few products. */
export function sampleOffers(products: Iterable<Pick<SampleProduct, 'variants'>>): SampleOffers {
  const [trade, swiss, running, planned] = findVariants(products);
  if (trade === undefined || swiss === undefined || running === undefined || planned === undefined)
    return { priceLists: [], flashOffers: [] };
  return {
    priceLists: [
      {
        ...{ id: sampleId('price-list', 0), name: 'Trade', countries: [], groupIds: [sampleTradeGroup.id] },
        ...{ variantId: trade.id, prices: [step(trade, 1, shares.one), step(trade, 10, shares.ten)] },
      },
      {
        ...{ id: sampleId('price-list', 1), name: 'Switzerland', countries: ['CH'], groupIds: [] },
        ...{ variantId: swiss.id, prices: [step(swiss, 1, shares.abroad)] },
      },
    ],
    flashOffers: [
      {
        ...{
          id: sampleId('flash-offer', 0),
          variantId: running.id,
          amountMinor: share(running, shares.running),
        },
        ...{ startsInHours: 0, lastsHours: 7 * 24, budget: 5, limitPerCustomer: 2, isQueued: false },
      },
      {
        ...{
          id: sampleId('flash-offer', 1),
          variantId: planned.id,
          amountMinor: share(planned, shares.planned),
        },
        ...{ startsInHours: 3 * 24, lastsHours: 24, budget: 3, limitPerCustomer: 1, isQueued: true },
      },
    ],
  };
}

function step(variant: SampleVariant, minimumQuantity: number, basisPoints: number) {
  return { minimumQuantity, amountMinor: share(variant, basisPoints) };
}

function share(variant: SampleVariant, basisPoints: number): number {
  return Math.floor((euros(variant)?.amountMinor ?? 0) * (basisPoints / 10_000));
}

/** Variants that are there and not reduced, of products that are not beside each other. */
function findVariants(products: Iterable<Pick<SampleProduct, 'variants'>>): SampleVariant[] {
  const looked = Iterator.from(products)
    .drop(firstProduct)
    .take(4 * productsEach)
    .toArray();
  return [0, 1, 2, 3].flatMap((nth) => {
    const some = looked.slice(nth * productsEach, (nth + 1) * productsEach);
    const variants = some.flatMap((product) => product.variants);
    return variants.find((one) => one.stockOnHand >= 5 && euros(one)?.compareAtMinor === null) ?? [];
  });
}

function euros({ prices }: SampleVariant) {
  return prices.find(({ currency }) => currency === 'EUR');
}
