import type { EnteredCode, RefusedPromotion } from '../../promotions/door.ts';
import type { WhyCode } from './cart-price.ts';
import type { PricedCart } from './price-cart.ts';

/** Why a code that a buyer has entered does nothing: the first reason of the list in decision 110; null where its promotion is used. */
export function whyCode(
  { promotionId, refusal }: EnteredCode,
  { applied, refused }: Pick<PricedCart, 'applied' | 'refused'>,
): WhyCode | null {
  if (promotionId === null) return { reason: 'NOT_FOUND' };
  if (refusal !== null) return { reason: refusal };
  if (applied.some(({ promotion }) => promotion.id === promotionId)) return null;
  const found = refused.find(({ promotion }) => promotion.id === promotionId);
  // One that has no amounts in the currency of the cart is not tried.
  return found === undefined ? { reason: 'NOTHING_TO_TAKE_OFF' } : whyRefused(found.why);
}

const ofBuyer = new Set(['NOT_FOR_BUYER', 'NOT_FOR_COUNTRY', 'NOT_FIRST_ORDER']);

function whyRefused(why: RefusedPromotion['why']): WhyCode {
  if (why === 'NOTHING_TO_TAKE_OFF') return { reason: why };
  if ('doesNotCombineWith' in why) {
    return { reason: 'DOES_NOT_COMBINE', withPromotionId: why.doesNotCombineWith };
  }
  if (why.some(({ reason }) => ofBuyer.has(reason))) return { reason: 'NOT_FOR_BUYER' };
  if (why.some(({ reason }) => reason === 'NOT_NOW')) return { reason: 'NOT_NOW' };
  return { reason: 'SOMETHING_MISSING', ...missingOf(why) };
}

/** What conditions that do not hold ask for beyond what is in the cart; null of what nothing is missing of. */
export function missingOf(unmet: Extract<RefusedPromotion['why'], readonly unknown[]>): {
  readonly missingMinor: number | null;
  readonly missingQuantity: number | null;
} {
  const amount = unmet.find((one) => one.reason === 'AMOUNT_MISSING');
  const quantity = unmet.find((one) => one.reason === 'QUANTITY_MISSING');
  return {
    missingMinor: amount?.missingMinor ?? null,
    missingQuantity: quantity?.missingQuantity ?? null,
  };
}
