import type { Statements, Transaction } from '@cartwright/database';
import type { InstantSlice } from '@cartwright/graph';
import type { Selectable } from 'kysely';
import type { Tables } from '../generated/tables.ts';

/** Something that a member of the staff did. */
export type StaffAction = Readonly<Selectable<Tables['staffActions']>>;

/** Adds to the audit trail, in the transaction of what was done. */
export async function recordStaffAction(tx: Transaction<Tables>, action: StaffAction): Promise<void> {
  await tx.insertInto('staffActions').values(action).execute();
}

/** A part of the audit trail, latest first; of one target, or of all for null. */
export function listStaffActions(
  db: Statements<Tables>,
  target: string | null,
  { size, after }: InstantSlice,
): Promise<StaffAction[]> {
  const all = db
    .selectFrom('staffActions')
    .selectAll()
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(size);
  const page = target === null ? all : all.where('target', '=', target);
  if (after === null) return page.execute();
  return page.where((eb) => eb(eb.refTuple('at', 'id'), '<', eb.tuple(after.at, after.id))).execute();
}

/** How many entries that list has. */
export async function countStaffActions(db: Statements<Tables>, target: string | null): Promise<number> {
  const all = db
    .selectFrom('staffActions')
    .select((eb) => eb.cast<number>(eb.fn.countAll(), 'integer').as('count'));
  const { count } = await (
    target === null ? all : all.where('target', '=', target)
  ).executeTakeFirstOrThrow();
  return count;
}
