import {
  builtOnce,
  changeLater,
  insertRows,
  type Records,
  recordset,
  recordsOf,
  type Statements,
  type StatementSample,
  type Transaction,
} from '@cartwright/database';
import { sql, type Expression } from 'kysely';
import { changeAvailableVariants } from '../../catalogue/door.ts';
import type { Tables } from '../../tables.ts';
import type { LockedStock, StockChange, StockLevelOfPart, StockUpdate } from '../ports.ts';
import { announcedAtMost, announcedAvailable } from '../rules/availability.ts';
import { levelsOf, type StockOfPart } from './lock-stock.ts';

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
  moved: readonly StockOfPart[],
): Promise<Moved[]> {
  const parts = moved.filter(({ isPart }) => isPart).map(({ variantId }) => variantId);
  if (parts.length === 0) return [];
  const { rows } = await sql<Moved>`
    SELECT variant_id AS "variantId", version, available, before, false AS "isPart"
    FROM refresh_bundles(${parts}::uuid[]) ORDER BY variant_id`.execute(tx);
  return rows;
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
  (tx) => refreshBundlesOf(tx, [{ variantId: '', isPart: true }]),
];
