import { anyOf, insertRows, type Statements, type Transaction } from '@cartwright/database';
import type { Insertable, Selectable } from 'kysely';
import type { Tables } from '../generated/tables.ts';
import { lockUser } from '../users/door.ts';

const columns = [
  'id',
  'userId',
  'isDefault',
  'firstName',
  'lastName',
  'company',
  'line1',
  'line2',
  'city',
  'region',
  'postalCode',
  'countryCode',
  'phone',
] as const;

/** An entry of a customer's address book. */
export type AddressRecord = Readonly<Pick<Selectable<Tables['addresses']>, (typeof columns)[number]>>;

/** The address books of users, each with its default first, then the oldest. */
export function findAddressesOf(
  db: Statements<Tables>,
  userIds: readonly string[],
): Promise<AddressRecord[]> {
  return db
    .selectFrom('addresses')
    .select(columns)
    .where('userId', '=', anyOf(userIds))
    .orderBy('isDefault', 'desc')
    .orderBy('createdAt')
    .orderBy('id')
    .execute();
}

/** An address by its id; undefined when it is gone. */
export function findAddress(db: Statements<Tables>, id: string): Promise<AddressRecord | undefined> {
  return db.selectFrom('addresses').select(columns).where('id', '=', id).executeTakeFirst();
}

/** Adds an address. A new default takes the place of the old one, while its user is locked: there is one per user. */
export async function insertAddress(tx: Transaction<Tables>, address: AddressRecord): Promise<AddressRecord> {
  const { userId, isDefault } = address;
  if (isDefault) {
    await lockUser(tx, userId);
    await tx
      .updateTable('addresses')
      .set({ isDefault: false })
      .where('userId', '=', userId)
      .where('isDefault', '=', true)
      .execute();
  }
  return tx.insertInto('addresses').values(address).returning(columns).executeTakeFirstOrThrow();
}

/** Inserts addresses, all with the same columns; those that are there stay as they are. */
export async function insertAddresses(
  db: Statements<Tables>,
  [first, ...others]: readonly Insertable<Tables['addresses']>[],
): Promise<void> {
  if (first === undefined) return;
  await insertRows(db, 'addresses', [first, ...others])
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Removes a user's address, if it is there. */
export async function removeAddress(
  db: Statements<Tables>,
  { userId, id }: Pick<AddressRecord, 'userId' | 'id'>,
): Promise<void> {
  await db.deleteFrom('addresses').where('id', '=', id).where('userId', '=', userId).execute();
}
