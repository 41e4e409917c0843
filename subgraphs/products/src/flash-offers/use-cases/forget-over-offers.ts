import type { Parts } from '../../parts.ts';
import { forgetOffersOf, lockStockWithoutOffers } from '../repository/claims.ts';

const mostAtOnce = 100;

/** Has orders of variants whose offers have been over for an hour look for none any more: they are as cheap as others again. */
export async function forgetOverOffers({
  database,
}: Pick<Parts, 'database'>): Promise<{ readonly hasMore: boolean }> {
  return database.transaction(async (tx) => {
    const locked = await lockStockWithoutOffers(tx, mostAtOnce);
    const variantIds = locked.map(({ variantId }) => variantId);
    if (variantIds.length > 0) await forgetOffersOf(tx, variantIds);
    return { hasMore: variantIds.length === mostAtOnce };
  });
}
