import type { Candidate } from '../../promotions/door.ts';
import { whyExempt, type TaxesOfPlace, type TaxPlace, type TaxTerms } from '../../taxes/door.ts';
import type { Basket, BasketLine } from './basket.ts';
import { atMostLargest, largestMinor, lineTotalMinor } from './largest.ts';
import { discountGoods, type DiscountedGoods, type GoodsToPrice, type PricedLine } from './price-cart.ts';
import type { Pricing } from './price-terms.ts';
import { weeklyMoment } from './weekly-moment.ts';

/** The goods of a basket, whatever way they are sent. */
export interface BasketGoods {
  readonly basket: Basket;
  readonly subtotalMinor: number;
  readonly taxTerms: TaxTerms;
  readonly toPrice: GoodsToPrice;
  /** Null of goods that come to the largest amount: nothing is taken off them. */
  readonly discounted: DiscountedGoods | null;
}

/** Looks up what promotions and taxes look at, and takes off the goods what discounts take off them. */
export function goodsOf(basket: Basket, pricing: Pricing): BasketGoods {
  const { currency, buyer } = basket;
  const { countryCode, region } = buyer;
  const place = { currency, countryCode, region, now: pricing.now };
  const taxes = pricing.terms.taxes.at(place);
  const lines = basket.lines.map((line) => toPricedLine(line, taxes));
  const candidates = candidatesOf(basket, pricing);
  const toPrice = { lines, candidates, buyer: { ...buyer, now: momentFor(candidates, pricing) } };
  const subtotalMinor = atMostLargest(lines.map(({ listMinor }) => listMinor));
  const discounted = subtotalMinor >= largestMinor ? null : discountGoods(toPrice);
  return {
    basket,
    subtotalMinor,
    taxTerms: { ...taxes, isExempt: isExempt(buyer, place, pricing) },
    toPrice,
    discounted,
  };
}

function isExempt(
  buyer: Pick<Basket['buyer'], 'isExempt' | 'taxIdentity'>,
  place: TaxPlace,
  { terms: { shop } }: Pick<Pricing, 'terms'>,
): boolean {
  return buyer.isExempt || whyExempt({ exemption: null, identity: buyer.taxIdentity, place, shop }) !== null;
}

function toPricedLine(
  { offer, quantity, unitPriceMinor }: BasketLine,
  { rateOf }: Pick<TaxesOfPlace, 'rateOf'>,
): PricedLine {
  const { variantId, productId, isReduced, traits } = offer;
  const { categoryIds, collectionIds, attributes, taxClass } = traits;
  return {
    ...{ variantId, productId, categoryIds, collectionIds, attributes, isReduced, quantity },
    listMinor: lineTotalMinor({ unitPriceMinor, quantity }),
    rateBasisPoints: rateOf(taxClass),
  };
}

/** The promotions that are tried: those that need no code, and those whose codes were entered. */
function candidatesOf(
  { currency, enteredCodes, without }: Basket,
  { terms: { promotions }, now }: Pricing,
): Candidate[] {
  return promotions.running(currency, now).flatMap((promotion): Candidate[] => {
    if (without?.has(promotion.id) === true) return [];
    if (!promotion.needsCode) return [{ promotion, code: null }];
    const entered = enteredCodes.find(
      ({ promotionId, refusal }) => promotionId === promotion.id && refusal === null,
    );
    return entered === undefined ? [] : [{ promotion, code: entered.code }];
  });
}

/** Looked up only where somebody looks at it. */
function momentFor(
  candidates: readonly Candidate[],
  { now, timeZone }: Pricing,
): GoodsToPrice['buyer']['now'] {
  const hasHours = candidates.some(({ promotion }) => promotion.conditions.hours.length > 0);
  return hasHours ? weeklyMoment(now, timeZone) : { day: 1, minute: 0 };
}
