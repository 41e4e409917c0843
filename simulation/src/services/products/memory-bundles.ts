import { announcedAvailable, type StockChange, type StockLine } from '@cartwright/products';
import type { Table } from '../../database/table.ts';
import type { MemoryTransaction } from '../../database/transaction.ts';
import type { StockRecord } from './stock-record.ts';

/** What a bundle consists of, in which version of it. */
export interface BundleRecord {
  readonly version: number;
  readonly parts: readonly StockLine[];
}

interface BundleTables {
  readonly stock: Table<StockRecord>;
  readonly bundles: Table<BundleRecord>;
  /** The bundles that variants are or were parts of. */
  readonly bundlesOf: Map<string, Set<string>>;
}

/** Remembers of which variants bundles are to be looked for. */
export function indexParts({ bundlesOf }: BundleTables, bundleId: string, parts: readonly StockLine[]): void {
  for (const { variantId } of parts)
    bundlesOf.set(variantId, (bundlesOf.get(variantId) ?? new Set()).add(bundleId));
}

/** What a bundle's parts are enough for, as a transaction sees them. */
export function enoughFor(
  availableOf: (variantId: string) => number | undefined,
  parts: readonly StockLine[],
): number {
  return Math.min(
    ...parts.map(({ variantId, quantity }) =>
      Math.floor(Math.max(0, availableOf(variantId) ?? 0) / quantity),
    ),
  );
}

/** The variants to be locked, and of which of the wanted bundles each is a part: `lockLevels` of prisma/products. */
export function partsOfWanted(tx: MemoryTransaction, { bundles }: BundleTables, wanted: Iterable<string>) {
  const shares = new Map<string, { readonly bundleId: string; readonly quantity: number }[]>();
  for (const id of new Set(wanted)) {
    const parts = tx.get(bundles, id)?.parts;
    if (parts === undefined) shares.set(id, shares.get(id) ?? []);
    for (const { variantId, quantity } of parts ?? [])
      shares.set(variantId, [...(shares.get(variantId) ?? []), { bundleId: id, quantity }]);
  }
  return shares;
}

/** The function of that name of prisma/products: works out anew what may be bought of the bundles of variants that the transaction has locked. */
export async function refreshBundles(
  tx: MemoryTransaction,
  tables: BundleTables,
  variantIds: readonly string[],
): Promise<StockChange[]> {
  const ids = new Set(variantIds.flatMap((id) => [...(tables.bundlesOf.get(id) ?? [])]));
  if (ids.size === 0) return [];
  await tx.statement();
  const locked: StockRecord[] = [];
  for (const id of [...ids].sort()) {
    const row = await tx.lock(tables.stock, id);
    if (row !== undefined) locked.push(row);
  }
  return locked.flatMap((row) => refreshed(tx, tables, row));
}

function refreshed(tx: MemoryTransaction, { stock, bundles }: BundleTables, row: StockRecord): StockChange[] {
  const { variantId } = row;
  const parts = tx.get(bundles, variantId)?.parts ?? [];
  const available = enoughFor((id) => tx.get(stock, id)?.available, parts);
  if (available === row.available) return [];
  const isAnnounced = announcedAvailable(available) !== announcedAvailable(row.available);
  const version = row.version + (isAnnounced ? 1 : 0);
  tx.write(stock, variantId, { ...row, available, version });
  return isAnnounced ? [{ variantId, version, available: announcedAvailable(available) }] : [];
}

/** What `bundlePartsUpdate` does. @returns the bundle's next version, and what is to be announced */
export async function changeParts(
  tx: MemoryTransaction,
  tables: BundleTables,
  { bundleId, parts }: { readonly bundleId: string; readonly parts: readonly StockLine[] },
): Promise<{ readonly version: number; readonly changes: StockChange[] }> {
  await tx.statement();
  const before = tx.get(tables.bundles, bundleId) ?? { version: 0, parts: [] };
  for (const id of [...before.parts, ...parts].map(({ variantId }) => variantId).sort())
    await tx.lock(tables.stock, id);
  indexParts(tables, bundleId, parts);
  await tx.lock(tables.stock, bundleId);
  const version = (tx.get(tables.bundles, bundleId)?.version ?? 0) + 1;
  await tx.put(tables.bundles, bundleId, { version, parts });
  const changes = await refreshBundles(
    tx,
    tables,
    parts.map(({ variantId }) => variantId),
  );
  return { version, changes };
}
