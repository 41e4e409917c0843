import type { PostalAddress } from '@cartwright/addresses';
import { anyOf, insertRows, type Statements, type Transaction } from '@cartwright/database';
import type { Insertable, Selectable } from 'kysely';
import type { Tables } from '../generated/tables.ts';
import { lockAccount, lockUser } from '../users/door.ts';

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

/** Which entry, and whose. */
export type AddressKey = Pick<AddressRecord, 'userId' | 'id'>;

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

/** A user's address; undefined when it is gone, or somebody else's. */
export function findAddress(
  db: Statements<Tables>,
  { userId, id }: AddressKey,
): Promise<AddressRecord | undefined> {
  return db
    .selectFrom('addresses')
    .select(columns)
    .where('id', '=', id)
    .where('userId', '=', userId)
    .executeTakeFirst();
}

/** Adds an address while its user is locked. A new default takes the place of the old one, and the first is the default. */
export async function insertAddress(tx: Transaction<Tables>, address: AddressRecord): Promise<AddressRecord> {
  const { userId, isDefault } = address;
  await lockAccount(tx, userId);
  if (isDefault) await clearDefault(tx, userId);
  await tx.insertInto('addresses').values(address).execute();
  await settleDefault(tx, userId);
  return (await findAddress(tx, address)) ?? address;
}

/** Changes a user's address while the user is locked, and gives it as it is then; undefined when there is none. */
export async function changeAddress(
  tx: Transaction<Tables>,
  key: AddressKey,
  change: Partial<PostalAddress & { isDefault: boolean }>,
): Promise<AddressRecord | undefined> {
  await lockAccount(tx, key.userId);
  const found = await findAddress(tx, key);
  if (found === undefined) return undefined;
  if (change.isDefault === true) await clearDefault(tx, key.userId);
  await tx
    .updateTable('addresses')
    .set({ isDefault: found.isDefault, ...change })
    .where('id', '=', key.id)
    .execute();
  await settleDefault(tx, key.userId, key.id);
  return findAddress(tx, key);
}

/** Removes a user's address, if it is there, while the user is locked. */
export async function removeAddress(tx: Transaction<Tables>, { userId, id }: AddressKey): Promise<void> {
  await lockUser(tx, userId);
  await tx.deleteFrom('addresses').where('id', '=', id).where('userId', '=', userId).execute();
  await settleDefault(tx, userId);
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

async function clearDefault(tx: Transaction<Tables>, userId: string): Promise<void> {
  await tx
    .updateTable('addresses')
    .set({ isDefault: false })
    .where('userId', '=', userId)
    .where('isDefault', '=', true)
    .execute();
}

/** Makes the oldest address the default of a book that has none, `lastChoice` only if there is no other. */
async function settleDefault(tx: Transaction<Tables>, userId: string, lastChoice?: string): Promise<void> {
  const book = await findAddressesOf(tx, [userId]);
  const next = book.find(({ id }) => id !== lastChoice) ?? book[0];
  if (next === undefined || book.some(({ isDefault }) => isDefault)) return;
  await tx.updateTable('addresses').set({ isDefault: true }).where('id', '=', next.id).execute();
}
