import {
  anyOf,
  builtOnce,
  changeLater,
  type CompiledQuery,
  insertRows,
  keyedRead,
  type Records,
  recordset,
  recordsOf,
  type Statements,
  type StatementSample,
  type Transaction,
} from '@cartwright/database';
import { sql, type Expression, type QueryCreator } from 'kysely';
import { changeAvailableVariants } from '../../catalogue/door.ts';
import type { Tables } from '../../tables.ts';
import type {
  BundleShare,
  LockedLevel,
  LockedStock,
  StockChange,
  StockLevelOfPart,
  StockUpdate,
} from '../ports.ts';
import { announcedAtMost, announcedAvailable } from '../rules/availability.ts';

/** What there is of a variant that staff have locked. */
export interface HeldLevel extends StockLevelOfPart {
  readonly isBundle: boolean;
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

function levelsOf(db: QueryCreator<Tables>, variantIds: readonly string[]) {
  return db.selectFrom('stock').select(['variantId', 'available']).where('variantId', '=', anyOf(variantIds));
}

/** Moves pieces of variants, all in one statement, which locks them in the order of their ids: see `StockStore`. */
export async function updateStock(
  tx: Transaction<Tables>,
  updates: readonly StockUpdate[],
  locked?: LockedStock,
): Promise<StockChange[]> {
  if (updates.length === 0) return [];
  const deltas = updates.map(({ received = 0, ...delta }) => ({ ...delta, received }));
  const values = { variantIds: deltas.map(({ variantId }) => variantId), deltas: recordsOf(deltas) };
  const movement = moveStock.queryFor(tx, values);
  // What is available stays so: there is nothing to announce, and nobody looks at what came of it.
  if (deltas.every(({ available }) => available === 0)) {
    await changeLater(tx, movement);
    return [];
  }
  const foreseen = locked && foresee(deltas, locked);
  if (foreseen !== undefined) await changeLater(tx, movement);
  const moved = foreseen ?? (await tx.executeQuery(movement)).rows;
  return announceMoved(tx, [...moved, ...(await refreshBundlesOf(tx, moved))]);
}

/** Works out anew what may be bought of the bundles of those variants of some, all locked, that are parts. @returns those that are different */
export async function refreshBundlesOf(
  tx: Transaction<Tables>,
  moved: readonly Pick<Moved, 'variantId' | 'isPart'>[],
): Promise<Moved[]> {
  const parts = moved.filter(({ isPart }) => isPart).map(({ variantId }) => variantId);
  if (parts.length === 0) return [];
  const { rows } = await sql<Moved>`
    SELECT variant_id AS "variantId", version, available, before, false AS "isPart"
    FROM refresh_bundles(${parts}::uuid[]) ORDER BY variant_id`.execute(tx);
  return rows;
}

/**
 * Locks the stock of some products' variants, then the bundles of those that are parts, and then these products, those of the bundles and `others`, each
 * in the order of their ids: for whoever says whether shoppers see products, as whoever sells does. @returns what `refreshBundlesOf` takes, once that is said
 */
export async function lockPartsOf(
  tx: Transaction<Tables>,
  productIds: readonly string[],
  others: readonly string[] = [],
): Promise<Pick<Moved, 'variantId' | 'isPart'>[]> {
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
  parts: readonly Pick<Moved, 'variantId'>[],
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

/** Gives new variants their first pieces. @returns what is to be announced */
export async function stockNewVariants(
  tx: Transaction<Tables>,
  levels: readonly { readonly variantId: string; readonly available: number }[],
): Promise<StockChange[]> {
  const [first, ...rest] = levels.map((level) => ({ ...level, received: level.available }));
  if (first === undefined) return [];
  await insertRows(tx, 'stock', [first, ...rest]).execute();
  const flips = levels.filter(({ available }) => available > 0);
  await changeAvailableVariants(
    tx,
    flips.map(({ variantId }) => ({ variantId, change: 1 })),
  );
  return levels.map(({ variantId, available }) => {
    return { variantId, version: 1, available: announcedAvailable(available) };
  });
}

/** A variant's stock after it was moved, and what was available before. */
export interface Moved extends StockLevelOfPart {
  readonly variantId: string;
  readonly before: number;
}

/** What will come of moving stock that nobody else can change; undefined where some of it is not locked. */
function foresee(
  deltas: readonly Pick<StockUpdate, 'variantId' | 'available'>[],
  locked: LockedStock,
): Moved[] | undefined {
  const moved = deltas.flatMap(({ variantId, available: change }) => {
    const level = locked.get(variantId);
    if (level === undefined) return [];
    const { available: before, version, isPart } = level;
    const available = before + change;
    const rise = announcedAvailable(available) === announcedAvailable(before) ? 0 : 1;
    return [{ variantId, version: version + rise, available, before, isPart }];
  });
  return moved.length === deltas.length ? moved : undefined;
}

/** Counts who has come into stock or has run out of it. @returns what is to be announced */
export async function announceMoved(
  tx: Transaction<Tables>,
  moved: readonly Moved[],
): Promise<StockChange[]> {
  const flips = moved.filter(({ available, before }) => available > 0 !== before > 0);
  if (flips.length > 0) {
    await changeAvailableVariants(
      tx,
      flips.map(({ variantId, available }) => ({ variantId, change: available > 0 ? 1 : -1 })),
    );
  }
  return moved
    .filter(({ available, before }) => announcedAvailable(available) !== announcedAvailable(before))
    .map(({ variantId, version, available }) => ({
      variantId,
      version,
      available: announcedAvailable(available),
    }));
}

interface Movement {
  readonly variantIds: readonly string[];
  readonly deltas: Records<Required<StockUpdate>>;
}

const moveStock = builtOnce((tx: Statements<Tables>, { variantIds, deltas }: Movement) =>
  tx
    .with('locked', (db) => levelsOf(db, variantIds).orderBy('variantId').forNoKeyUpdate())
    .updateTable('stock')
    .from(recordset(tx, 'stock', deltas).as('delta'))
    .innerJoin('locked', 'locked.variantId', 'delta.variantId')
    .set((eb) => {
      const available = eb('stock.available', '+', eb.ref('delta.available'));
      const announcedOf = (level: Expression<number>) =>
        eb.fn<number>('greatest', [eb.lit(0), eb.fn<number>('least', [level, eb.lit(announcedAtMost)])]);
      const announcedBefore = announcedOf(eb.ref('stock.available'));
      const announced = announcedOf(available);
      const rise = eb.case().when(announced, '=', announcedBefore).then(eb.lit(0)).else(eb.lit(1)).end();
      return {
        available,
        reserved: eb('stock.reserved', '+', eb.ref('delta.reserved')),
        sold: eb('stock.sold', '+', eb.ref('delta.sold')),
        received: eb('stock.received', '+', eb.ref('delta.received')),
        version: eb('stock.version', '+', rise),
      };
    })
    .whereRef('stock.variantId', '=', 'delta.variantId')
    .returning((eb) => [
      'stock.variantId',
      'stock.version',
      'stock.available',
      'stock.isPart',
      eb('stock.available', '-', eb.ref('delta.available')).as('before'),
    ]),
);

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [
  (tx) => lockWanted(tx, ['']),
  (tx) => refreshBundlesOf(tx, [{ variantId: '', isPart: true }]),
  (tx) => lockPartsOf(tx, ['']),
  (tx) => lockMoves(tx, ['']),
];
