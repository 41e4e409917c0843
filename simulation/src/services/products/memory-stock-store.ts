import {
  announcedAvailable,
  type StockChange,
  type StockLine,
  type StockStore,
  type StockUpdate,
} from '@cartwright/products';
import { transactionOf } from '../../database/database.ts';
import type { Table } from '../../database/table.ts';
import { ConstraintViolation, type MemoryTransaction } from '../../database/transaction.ts';
import { forgetServed, leaveQueue, queueLines } from './memory-backorders.ts';
import { partsOfWanted, refreshBundles } from './memory-bundles.ts';
import { hasOffers, memoryOffers, settleOffers } from './memory-flash-offers.ts';
import { recordReserved, recordSettled } from './memory-ledger.ts';
import type { MemoryStock } from './memory-stock.ts';
import type { StockRecord } from './stock-record.ts';

/** The stock store of a transaction, in memory. */
export function memoryStockWithin(tables: MemoryStock, now: () => Date): (tx: object) => StockStore {
  return (transaction) => {
    const tx = transactionOf(transaction);
    return {
      ...memoryOffers(tx, tables, now),
      ...claimsWithin(tx, tables),
      ...holdingsWithin(tx, tables),
      ...levelsWithin(tx, tables),
    };
  };
}

type Claims = 'claimReservations' | 'lockReservations' | 'lockingReservations' | 'lockExpiredReservations';

/** Which orders there are reservations of, and who has them. */
function claimsWithin(
  tx: MemoryTransaction,
  { reservations, expiring }: MemoryStock,
): Pick<StockStore, Claims> {
  return {
    claimReservations: async (claims) => {
      await tx.statement();
      const claimed = new Set<string>();
      for (const { orderId, status, expiresAt } of claims.toSorted(byOrder)) {
        const row = { orderId, status, expiresAt, lines: [] };
        if (await tx.insert(reservations, orderId, row)) claimed.add(orderId);
      }
      return claimed;
    },
    lockReservations: async (orderIds) => {
      if (orderIds.length === 0) return new Map();
      await tx.statement();
      return new Map((await lockRows(tx, reservations, orderIds)).map((row) => [row.orderId, row]));
    },
    lockingReservations: () => undefined,
    lockExpiredReservations: async (now, limit) => {
      await tx.statement();
      const ids = expiring.due(now, limit, (id) => tx.tryLock(reservations, id));
      return ids.flatMap((id) => tx.get(reservations, id) ?? []);
    },
  };
}

/** What reservations hold, with what the triggers of prisma/products do when that changes. */
function holdingsWithin(
  tx: MemoryTransaction,
  tables: MemoryStock,
): Pick<StockStore, 'insertReservationLines' | 'setReservationStatus'> {
  const { reservations } = tables;
  return {
    insertReservationLines: async (holdings) => {
      if (holdings.length === 0) return;
      await tx.statement();
      for (const { orderId, lines } of holdings) {
        await change(tx, reservations, orderId, { lines: sorted(lines) });
        await recordReserved(tx, tables, lines);
      }
      queueLines(tx, tables, holdings);
    },
    setReservationStatus: async (orderIds, status) => {
      if (orderIds.length === 0) return;
      await tx.statement();
      for (const orderId of orderIds) {
        const before = await change(tx, reservations, orderId, { status });
        if (before === undefined) continue;
        await recordSettled(tx, tables, before, status);
        await settleOffers(tx, tables, before, status);
        if (status === 'released' || status === 'expired') leaveQueue(tx, tables, before);
      }
    },
  };
}

/** What there is of variants. */
function levelsWithin(
  tx: MemoryTransaction,
  tables: MemoryStock,
): Pick<StockStore, 'lockStock' | 'updateStock'> {
  const { stock } = tables;
  return {
    lockStock: async (variantIds) => {
      await tx.statement();
      const shares = partsOfWanted(tx, tables, variantIds);
      const rows = await lockRows(tx, stock, [...shares.keys()]);
      const single = rows.filter(({ isBundle }) => isBundle !== true);
      return new Map(single.map((row) => lockedLevel(row, tables, shares)));
    },
    updateStock: async (updates) => {
      if (updates.length === 0) return [];
      await tx.statement();
      const changes: StockChange[] = [];
      for (const update of updates.toSorted(byVariant)) changes.push(...(await move(tx, tables, update)));
      const ids = updates.flatMap(({ variantId, available }) => (available === 0 ? [] : [variantId]));
      return [...changes, ...(await refreshBundles(tx, tables, ids))];
    },
  };
}

function lockedLevel(
  { variantId, available, version }: StockRecord,
  tables: MemoryStock,
  shares: ReturnType<typeof partsOfWanted>,
) {
  const isPart = tables.bundlesOf.has(variantId);
  const hasFlashOffers = hasOffers(tables, variantId);
  const bundles = shares.get(variantId) ?? [];
  return [variantId, { available, version, hasFlashOffers, isPart, bundles }] as const;
}

async function lockRows<Row>(
  tx: MemoryTransaction,
  table: Table<Row>,
  keys: readonly string[],
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const key of keys.toSorted()) {
    if (tx.get(table, key) === undefined) continue;
    const row = await tx.lock(table, key);
    if (row !== undefined) rows.push(row);
  }
  return rows;
}

/** Changes some columns of a row. @returns the row as it was */
async function change<Row>(
  tx: MemoryTransaction,
  table: Table<Row>,
  key: string,
  to: Partial<Row>,
): Promise<Row | undefined> {
  const row = await tx.lock(table, key);
  if (row !== undefined) tx.write(table, key, { ...row, ...to });
  return row;
}

/** Changes the levels of one variant by the given amounts, on its current row. */
async function move(tx: MemoryTransaction, tables: MemoryStock, update: StockUpdate): Promise<StockChange[]> {
  const { variantId, received = 0 } = update;
  const before = await tx.lock(tables.stock, variantId);
  if (before === undefined) return [];
  const available = before.available + update.available;
  const isAnnounced = announcedAvailable(available) !== announcedAvailable(before.available);
  const row = {
    ...before,
    available,
    reserved: before.reserved + update.reserved,
    sold: before.sold + update.sold,
    received: before.received + received,
    version: before.version + (isAnnounced ? 1 : 0),
  };
  checkStock(row);
  tx.write(tables.stock, variantId, row);
  if (received > 0) forgetServed(tx, tables, variantId);
  return isAnnounced ? [{ variantId, version: row.version, available: announcedAvailable(available) }] : [];
}

/** The constraints of prisma/products. */
function checkStock({ isBundle, available, reserved, sold, received, backorderLimit }: StockRecord): void {
  const isWhole = isBundle !== true && available + reserved + sold === received + backorderLimit;
  if (isWhole && Math.min(available, reserved, sold, received) >= 0) return;
  const levels = `${available} available, ${reserved} reserved, ${sold} sold of ${received}`;
  throw new ConstraintViolation('23514', `a check of stock: ${levels}`);
}

function byOrder(a: { orderId: string }, b: { orderId: string }): number {
  return a.orderId < b.orderId ? -1 : 1;
}

function byVariant(a: { variantId: string }, b: { variantId: string }): number {
  return a.variantId < b.variantId ? -1 : 1;
}

function sorted(lines: readonly StockLine[]): StockLine[] {
  return lines.toSorted(byVariant);
}
