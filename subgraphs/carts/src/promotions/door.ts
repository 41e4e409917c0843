export {
  applyClass,
  type AppliedPromotion,
  type Promoted,
  type PromotedCart,
  type RefusedPromotion,
} from './rules/apply-promotions.ts';
export type { EnteredCode } from './rules/entered-code.ts';
export { selectedMinor, type PromotedLine } from './rules/line.ts';
export { classOf, type Candidate, type Promotion, type PromotionClass } from './rules/promotion.ts';
export { noPromotions, type PromotionBook, type RunningPromotion } from './rules/promotion-book.ts';
export type { UsesOfOrder } from './rules/reserve-uses.ts';
export { titleIn, titlesOf, type Titled } from './rules/titles.ts';
export { sumOff } from './rules/take-off.ts';
export { readCodes, selectEnteredCodes } from './repository/entered-codes.ts';
export { findPromotionBook } from './repository/promotions.ts';
export { collectBuyers, forgetBuyers } from './repository/buyers.ts';
export { giveBackUses, guestKeyOf, reserveUses } from './use-cases/count-uses.ts';
