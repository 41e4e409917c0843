import { partOfList, type Statements, type Transaction } from '@cartwright/database';
import type { InstantSlice } from '@cartwright/graph';
import type { Tables } from '../../generated/tables.ts';
import { findUsers, type UserRecord } from '../../users/door.ts';

/** Which customers a list has; `email` null for all. */
export interface CustomerFilter {
  readonly email: string | null;
}

/** A part of the customers, latest first. */
export async function listCustomers(
  db: Statements<Tables>,
  filter: CustomerFilter,
  slice: InstantSlice,
): Promise<UserRecord[]> {
  const list = filtered(db, filter).select('id');
  const rows = await partOfList(list, { by: ['createdAt', 'id'], order: 'desc' }, slice).execute();
  const ids = rows.map(({ id }) => id);
  const found = new Map((await findUsers(db, ids)).map((user) => [user.id, user]));
  return ids.flatMap((id) => found.get(id) ?? []);
}

/** How many customers a list has. */
export async function countCustomers(db: Statements<Tables>, filter: CustomerFilter): Promise<number> {
  const { count } = await filtered(db, filter)
    .select((eb) => eb.cast<number>(eb.fn.countAll(), 'integer').as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

function filtered(db: Statements<Tables>, { email }: CustomerFilter) {
  const customers = db.selectFrom('users').where('role', '=', 'CUSTOMER').where('closedAt', 'is', null);
  return email === null ? customers : customers.where('email', '=', email);
}

/** Keeps a customer out since a moment, or lets them in for null. @returns false when there is no such customer */
export async function setCustomerDisabled(
  tx: Transaction<Tables>,
  id: string,
  disabledAt: Date | null,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('users')
    .set((eb) => ({
      disabledAt: disabledAt === null ? null : eb.fn.coalesce('disabledAt', eb.val(disabledAt)),
    }))
    .where('id', '=', id)
    .where('role', '=', 'CUSTOMER')
    .where('closedAt', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
