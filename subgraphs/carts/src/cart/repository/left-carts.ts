import { anyOf, recordset, recordsOf, type StatementSample, type Transaction } from '@cartwright/database';
import { sql } from 'kysely';
import type { Tables } from '../../generated/tables.ts';

type Tx = Transaction<Tables>;

/** A cart that nobody has changed for a while, as far as what was told of that goes. */
export interface LeftCart {
  readonly id: string;
  readonly updatedAt: Date;
  /** How often it was told already. */
  readonly timesLeftTold: number;
}

/** Which carts are looked at. */
export interface LookingForLeft {
  /** Changed last before then. */
  readonly leftBefore: Date;
  /** Not told of since then. */
  readonly toldBefore: Date;
  readonly limit: number;
}

/** Reads what `selectLeft` selects. */
export function lockLeft(tx: Tx, looking: LookingForLeft): Promise<LeftCart[]> {
  return selectLeft(tx, looking).execute();
}

/**
 * Locks ACTIVE carts that were left, those left longest first: each state of one once, none that was told three times, and none that
 * somebody else has locked.
 */
export function selectLeft(tx: Tx, { leftBefore, toldBefore, limit }: LookingForLeft) {
  // Literals, as the partial index has them.
  return tx
    .selectFrom('carts')
    .select(['id', 'updatedAt', 'timesLeftTold'])
    .where('status', '=', sql.lit('ACTIVE'))
    .where('timesLeftTold', '<', sql.lit(3))
    .where('leftAt', 'is distinct from', (eb) => eb.ref('updatedAt'))
    .where('updatedAt', '<', leftBefore)
    .where((eb) => eb.or([eb('leftToldAt', 'is', null), eb('leftToldAt', '<', toldBefore)]))
    .orderBy('updatedAt')
    .limit(limit)
    .forUpdate()
    .skipLocked();
}

/** Of some carts those of which a copy is being ordered, or was. */
export async function orderedAsCopies(tx: Tx, cartIds: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx
    .selectFrom('carts')
    .select('restoredFrom')
    .where('restoredFrom', 'is not', null)
    .where('restoredFrom', '=', anyOf(cartIds))
    .where('status', '<>', 'ACTIVE')
    .execute();
  return new Set(rows.flatMap(({ restoredFrom }) => restoredFrom ?? []));
}

/** Records that carts, which the caller has locked, were looked at as they are, and of which of them that was told. */
export async function markLeft(
  tx: Tx,
  {
    looked,
    told,
    now,
  }: { readonly looked: readonly LeftCart[]; readonly told: ReadonlySet<string>; readonly now: Date },
): Promise<void> {
  const rows = looked.map(({ id }) => ({ id, leftToldAt: told.has(id) ? now : null }));
  await tx
    .updateTable('carts')
    .from(recordset(tx, 'carts', recordsOf(rows)).as('looked'))
    .set((eb) => ({
      leftAt: eb.ref('carts.updatedAt'),
      leftToldAt: eb.fn.coalesce('looked.leftToldAt', 'carts.leftToldAt'),
      timesLeftTold: sql<number>`carts.times_left_told + num_nonnulls(looked.left_told_at)`,
    }))
    .whereRef('carts.id', '=', 'looked.id')
    .execute();
}

const sampleId = '00000000-0000-7000-8000-000000000000';
/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples = [
  (tx) => lockLeft(tx, { leftBefore: new Date(0), toldBefore: new Date(0), limit: 1 }),
  (tx) => orderedAsCopies(tx, [sampleId]),
  (tx) =>
    markLeft(tx, {
      looked: [{ id: sampleId, updatedAt: new Date(0), timesLeftTold: 0 }],
      told: new Set([sampleId]),
      now: new Date(0),
    }),
] satisfies StatementSample<Tables>[];
