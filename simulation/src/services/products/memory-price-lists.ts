import type { PriceListChange, PriceListPricesChange } from '@cartwright/carts';
import type { Table } from '../../database/table.ts';
import type { MemoryTransaction } from '../../database/transaction.ts';

/** A price list with what it says that variants cost. */
export interface PriceListRecord {
  readonly list: PriceListChange;
  readonly variants: PriceListPricesChange['variants'];
}

/** What `priceListUpdate` and `priceListPricesUpdate` do: a list has another version, and its prices go by that. @returns what is to be announced */
export async function changePriceList(
  tx: MemoryTransaction,
  lists: Table<PriceListRecord>,
  { list, variants }: PriceListRecord,
): Promise<PriceListRecord> {
  await tx.statement();
  const before = await tx.lock(lists, list.priceListId);
  const version = (before?.list.version ?? 0) + 1;
  const after = { list: { ...list, version }, variants };
  tx.write(lists, list.priceListId, after);
  return after;
}
