export { applyClass, type Promoted, type PromotedCart } from './rules/apply-promotions.ts';
export type { PromotedLine } from './rules/line.ts';
export type { Candidate } from './rules/promotion.ts';
/** What prices will depend on. @public */
export type { CodeRefusal, EnteredCode } from './rules/entered-code.ts';
/** What prices will depend on. @public */
export { noPromotions, type PromotionBook, type RunningPromotion } from './rules/promotion-book.ts';
