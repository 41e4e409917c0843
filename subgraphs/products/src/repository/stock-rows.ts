import { toldAvailable, toldAvailableAtMost } from '../domain/availability.ts';
import type { StockDelta } from '../domain/stock-movement.ts';
import type { Transaction } from './database.ts';

/** What other domains must be told of a variant's stock. */
export interface StockChange {
  readonly variantId: string;
  readonly version: number;
  /** Capped. */
  readonly available: number;
}

/** A change of levels; `received` says how many pieces came in or went out. */
export interface StockUpdate extends StockDelta {
  readonly received?: number;
}

interface UpdatedStock {
  readonly variantId: string;
  readonly version: number;
  readonly available: number;
  readonly before: number;
}

/** Locks stock rows until the end of the transaction, always in the order of their ids, and gives what is available. */
export async function lockStock(tx: Transaction, variantIds: Iterable<string>): Promise<Map<string, number>> {
  const ids = [...new Set(variantIds)];
  const rows = await tx.$queryRaw<{ variantId: string; available: number }[]>`
    SELECT variant_id AS "variantId", available FROM stock
    WHERE variant_id = ANY(${ids}::uuid[]) ORDER BY variant_id FOR NO KEY UPDATE`;
  return new Map(rows.map(({ variantId, available }) => [variantId, available]));
}

/**
 * Moves pieces of variants that are locked, in one statement, and gives what other domains must be told. The version
 * rises only where there is something to tell.
 */
export async function updateStock(tx: Transaction, updates: readonly StockUpdate[]): Promise<StockChange[]> {
  if (updates.length === 0) return [];
  const rows = updates.map(({ variantId, received = 0, ...levels }) => ({
    variant_id: variantId,
    received,
    ...levels,
  }));
  const updated = await tx.$queryRaw<UpdatedStock[]>`
    UPDATE stock SET
      available = stock.available + delta.available,
      reserved = stock.reserved + delta.reserved,
      sold = stock.sold + delta.sold,
      received = stock.received + delta.received,
      version = stock.version + CASE
        WHEN least(stock.available, ${toldAvailableAtMost}::int)
          = least(stock.available + delta.available, ${toldAvailableAtMost}::int) THEN 0 ELSE 1 END
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS delta(variant_id uuid, available int, reserved int, sold int, received int)
    WHERE stock.variant_id = delta.variant_id
    RETURNING stock.variant_id AS "variantId", stock.version, stock.available,
      stock.available - delta.available AS before`;
  await updateAvailableVariants(tx, updated);
  return updated
    .filter(({ available, before }) => toldAvailable(available) !== toldAvailable(before))
    .map(({ variantId, version, available }) => ({
      variantId,
      version,
      available: toldAvailable(available),
    }));
}

/** Keeps each product's count of variants that can be bought; most moves change none. */
async function updateAvailableVariants(tx: Transaction, updated: readonly UpdatedStock[]): Promise<void> {
  const flips = updated
    .map(({ variantId, available, before }) => ({
      variant_id: variantId,
      change: Number(available > 0) - Number(before > 0),
    }))
    .filter(({ change }) => change !== 0);
  if (flips.length === 0) return;
  await tx.$executeRaw`
    WITH change AS (
      SELECT v.product_id, sum(flip.change)::int AS variants
      FROM jsonb_to_recordset(${JSON.stringify(flips)}::jsonb) AS flip(variant_id uuid, change int)
      JOIN product_variants v ON v.id = flip.variant_id
      GROUP BY v.product_id
    ), locked AS MATERIALIZED (
      SELECT p.id FROM products p WHERE p.id IN (SELECT product_id FROM change)
      ORDER BY p.id FOR NO KEY UPDATE
    )
    UPDATE products p SET available_variants = p.available_variants + change.variants
    FROM change JOIN locked ON locked.id = change.product_id WHERE p.id = change.product_id`;
}
