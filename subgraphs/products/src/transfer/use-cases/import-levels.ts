import { readableRecord } from '../rules/readable-record.ts';
import type { FileEntry, StockRecord, VariantPriceRecord } from '../rules/records.ts';
import type { ImportOrder } from './import-order.ts';
import { importPrices } from './import-prices.ts';
import { importStock } from './import-stock.ts';
import { unlessRefused, type Result, type SettledEntry } from './settle-lines.ts';
import type { Within } from './within.ts';

/** Sets what variants cost, or how many pieces there are of them, as lines of a file tell. Those that are refused change nothing. */
export async function importLevels(
  held: Within,
  order: ImportOrder,
  entries: readonly FileEntry[],
): Promise<SettledEntry[]> {
  const results = new Map<FileEntry, Result>();
  const prices = new Map<FileEntry, VariantPriceRecord>();
  const stock = new Map<FileEntry, StockRecord>();
  for (const entry of entries) {
    const one = unlessRefused(() => readableRecord(entry.told));
    if ('outcome' in one) results.set(entry, one);
    else if (one.kind === 'PRICES') prices.set(entry, one.record);
    else if (one.kind === 'STOCK') stock.set(entry, one.record);
  }
  await collect(results, prices, (records) => importPrices(held, order, records));
  await collect(results, stock, (records) => importStock(held, order, records));
  return entries.map((entry) => {
    const result = results.get(entry);
    if (result === undefined) throw new Error('A line was neither done nor refused');
    return { entry, result };
  });
}

async function collect<One>(
  results: Map<FileEntry, Result>,
  records: ReadonlyMap<FileEntry, One>,
  work: (records: readonly One[]) => Promise<readonly Result[]>,
): Promise<void> {
  if (records.size === 0) return;
  const done = await work([...records.values()]);
  for (const [at, entry] of [...records.keys()].entries()) {
    const result = done[at];
    if (result !== undefined) results.set(entry, result);
  }
}
