export { applyClass, type Promoted, type PromotedCart } from './rules/apply-promotions.ts';
export type { PromotedLine } from './rules/line.ts';
export type { Candidate } from './rules/promotion.ts';
/** What prices will depend on. @public */
export type { CodeRefusal, EnteredCode } from './rules/entered-code.ts';
/** What prices will depend on. @public */
export { noPromotions, type PromotionBook, type RunningPromotion } from './rules/promotion-book.ts';
export type { PromotionUse, UsesOfOrder } from './rules/reserve-uses.ts';
export { readCodes, selectEnteredCodes } from './repository/entered-codes.ts';
export { findPromotionBook } from './repository/promotions.ts';
export { forgetBuyers } from './repository/uses.ts';
export { giveBackUses, guestKeyOf, reserveUses } from './use-cases/count-uses.ts';
