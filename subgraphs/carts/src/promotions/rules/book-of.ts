import { inCurrency, statusAt, type KeptPromotion } from './kept-promotion.ts';
import type { PromotionBook } from './promotion-book.ts';

/** The book of some promotions. */
export function bookOf(promotions: readonly KeptPromotion[]): PromotionBook {
  return {
    running: (currency, now) =>
      promotions.flatMap((kept) => {
        if (statusAt(kept, now) !== 'RUNNING') return [];
        const promotion = inCurrency(kept, currency);
        const { needsCode, translations } = kept;
        return promotion === null ? [] : [{ ...promotion, needsCode, translations }];
      }),
  };
}
