import { anyOf, type Transaction } from '@cartwright/database';
import type { Selectable } from 'kysely';
import type { Tables } from '../../generated/tables.ts';

const columns = [
  'id',
  'role',
  'email',
  'emailVerifiedAt',
  'firstName',
  'lastName',
  'company',
  'vatId',
  'locale',
  'disabledAt',
  'broughtInAt',
  'closedAt',
] as const;

/** Somebody whom a file tells of, as they are stored. */
export type KnownCustomer = Readonly<Pick<Selectable<Tables['users']>, (typeof columns)[number]>>;

/** Whoever has an address in its stored form; nobody else changes them until the transaction ends. */
export function lockUserOfEmail(tx: Transaction<Tables>, email: string): Promise<KnownCustomer | undefined> {
  return tx
    .selectFrom('users')
    .select(columns)
    .where('email', '=', email)
    .forNoKeyUpdate()
    .executeTakeFirst();
}

/** Somebody by their id, closed accounts included. */
export function findKnown(tx: Transaction<Tables>, id: string): Promise<KnownCustomer | undefined> {
  return tx.selectFrom('users').select(columns).where('id', '=', id).executeTakeFirst();
}

/** Notes that a file brought somebody in. */
export async function markBroughtIn(tx: Transaction<Tables>, id: string, broughtInAt: Date): Promise<void> {
  await tx.updateTable('users').set({ broughtInAt }).where('id', '=', id).execute();
}

/** Groups by their names, which nobody deletes until the transaction ends. */
export function holdGroups(
  tx: Transaction<Tables>,
  names: readonly string[],
): Promise<{ readonly id: string; readonly name: string }[]> {
  return tx
    .selectFrom('customerGroups')
    .select(['id', 'name'])
    .where('name', '=', anyOf(names))
    .orderBy('id')
    .forKeyShare()
    .execute();
}
