import type { Parts } from '../../parts.ts';
import {
  countOrders,
  hasChanges,
  readCompanions,
  saveCompanions,
  takeChanged,
  takeTurn,
} from '../repository/sales.ts';
import { leastTogether, rankCompanions } from '../rules/rank-companions.ts';

/** So many products are counted in one transaction: of each, all of its latest orders are read. */
const productsAtOnce = 20;

/**
 * Counts the sales of products that were bought or whose orders were cancelled since it looked last, and finds what is bought with them, some
 * products at a time. @returns whether there was anything to do
 */
export async function countSales({ database }: Pick<Parts, 'database'>): Promise<boolean> {
  if (!(await hasChanges(database.statements))) return false;
  return database.transaction(async (tx) => {
    if (!(await takeTurn(tx))) return false;
    const productIds = await takeChanged(tx, productsAtOnce);
    if (productIds.length === 0) return false;
    await countOrders(tx, productIds);
    const found = Map.groupBy(await readCompanions(tx, productIds, leastTogether), ({ of }) => of);
    await saveCompanions(
      tx,
      productIds.map((productId) => ({
        productId,
        companionIds: rankCompanions(found.get(productId) ?? []),
      })),
    );
    return true;
  });
}
