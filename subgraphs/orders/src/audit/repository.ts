import type { StaffActed } from '@cartwright/audit';
import { jsonb, partOfList, type Statements, type Transaction } from '@cartwright/database';
import type { Domain } from '@cartwright/events';
import type { InstantSlice } from '@cartwright/graph';
import type { Selectable } from 'kysely';
import type { Tables } from '../generated/tables.ts';
import { actionOf, unexplained } from './rules.ts';

/** Something that a member of the staff did or was refused, in any domain. */
export type StaffAction = Readonly<Selectable<Tables['staffActions']>>;

/** Which entries of the trail; null stands for all. */
export interface TrailFilter {
  readonly target: string | null;
  readonly staffId: string | null;
  readonly operations: readonly string[] | null;
}

/** Adds what a domain told to the trail; an entry that is there already stays. */
export async function addToTrail(
  tx: Transaction<Tables>,
  domain: Domain,
  { entryId: id, staffId, operation, outcome, target, permission, times, ...acted }: StaffActed,
): Promise<StaffAction> {
  const { before, after } = acted;
  const reason = acted.reason ?? unexplained;
  const entry = { id, domain, staffId, action: actionOf(operation), operation, outcome, target, reason };
  const row = { ...entry, permission, times, at: new Date(acted.at) };
  await tx
    .insertInto('staffActions')
    .values({ ...row, before: before && jsonb(before), after: after && jsonb(after) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return { ...row, before, after };
}

/** A part of the audit trail, latest first. */
export function listStaffActions(
  db: Statements<Tables>,
  filter: TrailFilter,
  slice: InstantSlice,
): Promise<StaffAction[]> {
  const list = matching(db, filter).selectAll();
  return partOfList(list, { by: ['at', 'id'], order: 'desc' }, slice).execute();
}

/** How many entries that list has. */
export async function countStaffActions(db: Statements<Tables>, filter: TrailFilter): Promise<number> {
  const { count } = await matching(db, filter)
    .select((eb) => eb.cast<number>(eb.fn.countAll(), 'integer').as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

function matching(db: Statements<Tables>, { target, staffId, operations }: TrailFilter) {
  let matching = db.selectFrom('staffActions');
  if (target !== null) matching = matching.where('target', '=', target);
  if (staffId !== null) matching = matching.where('staffId', '=', staffId);
  if (operations !== null) matching = matching.where('operation', 'in', operations);
  return matching;
}
