import type { StoreCurrency } from '@cartwright/money';
import type { Promotion } from './promotion.ts';

/** The promotions that staff have laid down, as they are at one moment. @public */
export interface PromotionBook {
  /** Those that run then and have amounts in the currency, if they need any; in no order. */
  readonly running: (currency: StoreCurrency, now: Date) => readonly RunningPromotion[];
}

/** A promotion in one currency. @public */
export interface RunningPromotion extends Promotion {
  /** Whether it asks for a code. */
  readonly needsCode: boolean;
}

/** Of a shop without promotions. @public */
export const noPromotions: PromotionBook = { running: () => [] };
