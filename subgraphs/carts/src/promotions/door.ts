export {
  applyClass,
  type AppliedPromotion,
  type Promoted,
  type PromotedCart,
  type RefusedPromotion,
} from './rules/apply-promotions.ts';
export type { CodeRefusal, EnteredCode } from './rules/entered-code.ts';
export { selectedMinor, type PromotedLine } from './rules/line.ts';
export { classOf, type Candidate, type Promotion, type PromotionClass } from './rules/promotion.ts';
export { noPromotions, type PromotionBook, type RunningPromotion } from './rules/promotion-book.ts';
export { sumOff } from './rules/take-off.ts';
