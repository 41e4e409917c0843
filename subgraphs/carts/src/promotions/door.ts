export { applyClass, type Promoted, type PromotedCart } from './rules/apply-promotions.ts';
export type { PromotedLine } from './rules/line.ts';
export type { Candidate } from './rules/promotion.ts';
