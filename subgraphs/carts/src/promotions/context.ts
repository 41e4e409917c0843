import { bind } from '@cartwright/database';
import type { Parts } from '../parts.ts';
import { forgetting, type ForgottenTerms } from '../price-terms/door.ts';
import { createCodes, generateCodes } from './use-cases/add-codes.ts';
import { createPromotion } from './use-cases/create-promotion.ts';
import { deletePromotion } from './use-cases/delete-promotion.ts';
import { getPromotion, readCodesPage, readPromotions } from './use-cases/read-promotions.ts';
import { removeCodes } from './use-cases/remove-codes.ts';
import { setEnabled } from './use-cases/set-enabled.ts';
import { updatePromotion } from './use-cases/update-promotion.ts';

/** What resolvers find at `context.promotions`. */
export type PromotionsContext = ReturnType<typeof promotionsContext>;

/** Makes the context of one operation. */
export function promotionsContext(parts: Parts, terms: ForgottenTerms) {
  const changes = bind(parts, { createPromotion, updatePromotion, deletePromotion, setEnabled });
  const others = bind(parts, {
    ...{ getPromotion, readPromotions, readCodesPage, createCodes, generateCodes, removeCodes },
  });
  return { ...forgetting(terms, changes), ...others, now: parts.now };
}
