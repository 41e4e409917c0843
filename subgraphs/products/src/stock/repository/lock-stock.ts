import {
  anyOf,
  type CompiledQuery,
  keyedRead,
  type Statements,
  type StatementSample,
  type Transaction,
} from '@cartwright/database';
import { sql, type QueryCreator } from 'kysely';
import type { Tables } from '../../tables.ts';
import type { BundleShare, LockedLevel, StockLevelOfPart } from '../ports.ts';

/** What there is of a variant that staff have locked. */
export interface HeldLevel extends StockLevelOfPart {
  readonly isBundle: boolean;
}

/** Whether a variant whose stock is locked is a part of bundles. */
export interface StockOfPart {
  readonly variantId: string;
  readonly isPart: boolean;
}

/** Locks stock until the end of the transaction, and gives what is available: parts in the order of their ids, and bundles after them. */
export async function lockStock(
  tx: Transaction<Tables>,
  variantIds: Iterable<string>,
): Promise<ReadonlyMap<string, HeldLevel>> {
  const rows = await levelsOf(tx, [...new Set(variantIds)])
    .select(['version', 'isPart', 'isBundle'])
    .orderBy('isBundle')
    .orderBy('variantId')
    .forNoKeyUpdate()
    .execute();
  return new Map(rows.map(({ variantId, ...level }) => [variantId, level]));
}

/** Locks what orders take, with parts in the place of bundles: see `StockStore.lockStock`. */
export async function lockWanted(
  tx: Transaction<Tables>,
  variantIds: Iterable<string>,
): Promise<ReadonlyMap<string, LockedLevel>> {
  const rows = await lockLevels(tx, [...new Set(variantIds)]);
  return new Map(
    rows.map(({ variantId, bundles, ...level }) => [variantId, { ...level, bundles: bundles ?? [] }]),
  );
}

/** What `lockWanted` sends. */
export function lockingStock(tx: Transaction<Tables>, variantIds: Iterable<string>): CompiledQuery {
  return lockLevels.queryFor(tx, [...new Set(variantIds)]);
}

/**
 * A variant that has become a bundle while the statement waited is left out, as one that does not exist. Of bundles it sees the parts that
 * they had when it began, all of them: what staff say meanwhile is for orders after these.
 */
const lockLevels = keyedRead((db: Statements<Tables>, variantIds: readonly string[]) =>
  db
    .selectFrom('stock')
    .select(['variantId', 'available', 'version', 'hasFlashOffers', 'isPart'])
    .select(
      sql<readonly BundleShare[] | null>`CASE WHEN is_part THEN (
        SELECT jsonb_agg(jsonb_build_object('bundleId', part.bundle_id, 'quantity', part.quantity))
        FROM bundle_parts AS part WHERE part.part_id = stock.variant_id AND part.bundle_id = ${anyOf(variantIds)}
      ) END`.as('bundles'),
    )
    .where(
      'variantId',
      '=',
      sql<string>`ANY (ARRAY(
        SELECT coalesce(part.part_id, wanted.id) FROM unnest(${variantIds}::uuid[]) AS wanted (id)
        LEFT JOIN bundle_parts AS part ON part.bundle_id = wanted.id
      ))`,
    )
    .where('isBundle', '=', sql.lit(false))
    .orderBy('variantId')
    .forNoKeyUpdate(),
);

/** What is available of some variants. */
export function levelsOf(db: QueryCreator<Tables>, variantIds: readonly string[]) {
  return db.selectFrom('stock').select(['variantId', 'available']).where('variantId', '=', anyOf(variantIds));
}

/**
 * Locks the stock of some products' variants, then the bundles of those that are parts, and then these products, those of the bundles and `others`, each
 * in the order of their ids: for whoever says whether shoppers see products, as whoever sells does. @returns what `refreshBundlesOf` takes, once that is said
 */
export async function lockPartsOf(
  tx: Transaction<Tables>,
  productIds: readonly string[],
  others: readonly string[] = [],
): Promise<StockOfPart[]> {
  const locked = await tx
    .selectFrom('stock')
    .select(['variantId', 'isPart'])
    .where('variantId', 'in', (eb) =>
      eb.selectFrom('productVariants').select('id').where('productId', '=', anyOf(productIds)),
    )
    .where('isBundle', '=', sql.lit(false))
    .orderBy('variantId')
    .forNoKeyUpdate()
    .execute();
  const parts = locked.filter(({ isPart }) => isPart);
  const bundles = await lockBundlesOf(tx, parts);
  await lockProductsOf(tx, bundles, [...productIds, ...others]);
  return parts;
}

/**
 * Locks the stock of some variants, then the bundles that they are parts of, and then the products of all these, each in the order of their ids: for whoever moves
 * stock more than once in a transaction. Bundles among the variants are not locked: nobody moves theirs. @returns which of the variants there are
 */
export async function lockMoves(
  tx: Transaction<Tables>,
  variantIds: readonly string[],
): Promise<ReadonlyMap<string, Pick<HeldLevel, 'isBundle'>>> {
  const locked = await levelsOf(tx, variantIds)
    .select('isPart')
    .where('isBundle', '=', sql.lit(false))
    .orderBy('variantId')
    .forNoKeyUpdate()
    .execute();
  const parts = locked.filter(({ isPart }) => isPart);
  await lockProductsOf(tx, [...variantIds, ...(await lockBundlesOf(tx, parts))]);
  const kept = await levelsOf(tx, variantIds).select('isBundle').execute();
  return new Map(kept.map(({ variantId, isBundle }) => [variantId, { isBundle }]));
}

async function lockProductsOf(
  tx: Transaction<Tables>,
  variantIds: readonly string[],
  others: readonly string[] = [],
): Promise<void> {
  const products = await tx
    .selectFrom('productVariants')
    .select('productId')
    .where('id', '=', anyOf(variantIds))
    .execute();
  const touched = [...others, ...products.map(({ productId }) => productId)];
  await tx
    .selectFrom('products')
    .select('id')
    .where('id', '=', anyOf(touched))
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();
}

async function lockBundlesOf(
  tx: Transaction<Tables>,
  parts: readonly Pick<StockOfPart, 'variantId'>[],
): Promise<string[]> {
  if (parts.length === 0) return [];
  const ids = parts.map(({ variantId }) => variantId);
  const rows = await tx
    .selectFrom('stock')
    .select('variantId')
    .where('variantId', 'in', (eb) =>
      eb.selectFrom('bundleParts').select('bundleId').where('partId', '=', anyOf(ids)),
    )
    .orderBy('variantId')
    .forNoKeyUpdate()
    .execute();
  return rows.map(({ variantId }) => variantId);
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [
  (tx) => lockWanted(tx, ['']),
  (tx) => lockPartsOf(tx, ['']),
  (tx) => lockMoves(tx, ['']),
];
