import { anyOf, partOfList, type Statements, type Transaction } from '@cartwright/database';
import type { InstantSlice } from '@cartwright/graph';
import type { Insertable, Selectable } from 'kysely';
import type { Tables } from '../../generated/tables.ts';

const columns = ['id', 'email', 'firstName', 'lastName', 'disabledAt', 'createdAt'] as const;

/** A member of the staff. */
export type MemberRecord = Readonly<Pick<Selectable<Tables['users']>, (typeof columns)[number]>>;

/** A part of the staff, latest first. */
export function listMembers(db: Statements<Tables>, slice: InstantSlice): Promise<MemberRecord[]> {
  const all = db.selectFrom('users').select(columns).where('role', '=', 'STAFF');
  return partOfList(all, { by: ['createdAt', 'id'], order: 'desc' }, slice).execute();
}

/** How many work for the store. */
export async function countStaff(db: Statements<Tables>): Promise<number> {
  const { count } = await db
    .selectFrom('users')
    .select((eb) => eb.cast<number>(eb.fn.countAll(), 'integer').as('count'))
    .where('role', '=', 'STAFF')
    .executeTakeFirstOrThrow();
  return count;
}

/** Members of the staff by their ids, in no particular order. */
export function findMembers(db: Statements<Tables>, ids: readonly string[]): Promise<MemberRecord[]> {
  return db
    .selectFrom('users')
    .select(columns)
    .where('id', '=', anyOf(ids))
    .where('role', '=', 'STAFF')
    .execute();
}

/** Makes a member of the staff; false when another account has the address. */
export async function insertMember(
  tx: Transaction<Tables>,
  member: Omit<Insertable<Tables['users']>, 'role'>,
): Promise<boolean> {
  const inserted = await tx
    .insertInto('users')
    .values({ ...member, role: 'STAFF' })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
}

/** Keeps a member out since a moment, or lets them in for null; whoever is out already has been since then. */
export function setDisabled(
  tx: Transaction<Tables>,
  id: string,
  disabledAt: Date | null,
): Promise<MemberRecord> {
  return tx
    .updateTable('users')
    .set((eb) => ({
      disabledAt: disabledAt === null ? null : eb.fn.coalesce('disabledAt', eb.val(disabledAt)),
    }))
    .where('id', '=', id)
    .returning(columns)
    .executeTakeFirstOrThrow();
}
