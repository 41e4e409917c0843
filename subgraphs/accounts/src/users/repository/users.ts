import {
  anyOf,
  insertOnce,
  insertRows,
  isUniqueViolation,
  type Rows,
  type Statements,
  type Transaction,
} from '@cartwright/database';
import type { Insertable, Selectable } from 'kysely';
import type { Tables } from '../../generated/tables.ts';

/** What is read of a user. */
export const columns = [
  'id',
  'role',
  'email',
  'emailVerifiedAt',
  'firstName',
  'lastName',
  'locale',
  'company',
  'vatId',
  'disabledAt',
  'createdAt',
] as const;

type Row = Readonly<Selectable<Tables['users']>>;

/** A user as accounts knows them; a guest has neither e-mail address nor name. */
export type UserRecord = Pick<Row, (typeof columns)[number]>;

/** A user, and what to check their password with. */
export interface Credentials {
  readonly user: UserRecord;
  readonly passwordHash: string | null;
}

/** What of a user their profile shows; `locale` is a BCP 47 tag. */
export interface Profile {
  readonly firstName: string;
  /** Null for who has one name only. */
  readonly lastName: string | null;
  readonly locale: string;
  /** Null for who does not buy for a company. */
  readonly company: string | null;
  /** With its country's prefix; null for who has none. */
  readonly vatId: string | null;
}

/** What a new customer brings. */
export interface NewCustomer extends Pick<Profile, 'firstName' | 'lastName' | 'locale'> {
  readonly email: string;
  /** Null for who signs in with an identity provider alone. */
  readonly passwordHash: string | null;
}

/** A guest, and the customer that the guest is to be given to. */
export interface GuestClaim {
  readonly guestId: string;
  readonly customerId: string;
}

/** What became of giving a guest to a customer; `theirs` when the guest was this customer's already. */
export type ClaimOutcome = 'claimed' | 'theirs' | 'refused';

/** The e-mail address belongs to another account; the transaction that found out has failed. */
export class EmailTaken extends Error {
  override readonly name = 'EmailTaken';

  constructor() {
    super('The e-mail address belongs to another account.');
  }
}

/** Users by their ids, in no particular order. */
export function findUsers(db: Statements<Tables>, ids: readonly string[]): Promise<UserRecord[]> {
  return db.selectFrom('users').select(columns).where('id', '=', anyOf(ids)).execute();
}

/** A user who may sign in, and is neither kept out nor gone until the end of the transaction; undefined for any other. */
export function holdUser(tx: Transaction<Tables>, id: string): Promise<UserRecord | undefined> {
  return tx
    .selectFrom('users')
    .select(columns)
    .where('id', '=', id)
    .where('disabledAt', 'is', null)
    .where('closedAt', 'is', null)
    .forShare()
    .executeTakeFirst();
}

/** The user with this e-mail address, in its stored form; undefined when there is none, or staff keep them out. */
export async function findCredentials(
  db: Statements<Tables>,
  email: string,
): Promise<Credentials | undefined> {
  const found = await db
    .selectFrom('users')
    .select([...columns, 'passwordHash'])
    .where('email', '=', email)
    .where('disabledAt', 'is', null)
    .executeTakeFirst();
  if (found === undefined) return undefined;
  const { passwordHash, ...user } = found;
  return { user, passwordHash };
}

/** The hash of a user's password; null for a guest, and for nobody. */
export async function findPasswordHash(db: Statements<Tables>, userId: string): Promise<string | null> {
  const found = await db
    .selectFrom('users')
    .select('passwordHash')
    .where('id', '=', userId)
    .executeTakeFirst();
  return found?.passwordHash ?? null;
}

/**
 * Whether a password is still a user's who may sign in. It stays so until the end of the transaction: what is begun with it is there before
 * whoever replaces it looks for what to end.
 */
export async function holdPassword(
  tx: Transaction<Tables>,
  userId: string,
  passwordHash: string | null,
): Promise<boolean> {
  const held = await tx
    .selectFrom('users')
    .select('id')
    .where('id', '=', userId)
    .where('passwordHash', '=', passwordHash)
    .where('disabledAt', 'is', null)
    .forShare()
    .executeTakeFirst();
  return held !== undefined;
}

/** Another password for a user. */
export interface PasswordReplacement {
  readonly userId: string;
  /** The hash that it takes the place of. */
  readonly from: string | null;
  readonly to: string;
}

/** Replaces a password, unless it has been replaced meanwhile. @returns whether it was */
export async function replacePassword(
  tx: Transaction<Tables>,
  { userId, from, to }: PasswordReplacement,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('users')
    .set({ passwordHash: to })
    .where('id', '=', userId)
    .where('passwordHash', '=', from)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Whether a file brought a customer in, and nobody has been in the account since: there is nothing with which to sign in. */
export async function isUntouched(tx: Transaction<Tables>, id: string): Promise<boolean> {
  const found = await tx
    .selectFrom('users')
    .select('id')
    .where('id', '=', id)
    .where('broughtInAt', 'is not', null)
    .where('passwordHash', 'is', null)
    .where((eb) =>
      eb.not(eb.exists(eb.selectFrom('identities').select('id').whereRef('userId', '=', 'users.id'))),
    )
    .executeTakeFirst();
  return found !== undefined;
}

/** Gives a user a password, whatever the one before was. */
export async function setPassword(
  tx: Transaction<Tables>,
  userId: string,
  passwordHash: string,
): Promise<void> {
  await tx.updateTable('users').set({ passwordHash }).where('id', '=', userId).execute();
}

/** Locks a user until the end of the transaction: what may exist once per user is written one at a time. */
export async function lockUser(tx: Transaction<Tables>, id: string): Promise<void> {
  await tx.selectFrom('users').select('id').where('id', '=', id).forNoKeyUpdate().execute();
}

/** Locks users until the end of the transaction, as `lockUser` does, in the order of their ids. */
export async function lockUsers(tx: Transaction<Tables>, ids: readonly string[]): Promise<void> {
  await tx
    .selectFrom('users')
    .select('id')
    .where('id', '=', anyOf(ids))
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();
}

/** Whether anybody has the e-mail address, in its stored form. */
export async function isEmailTaken(db: Statements<Tables>, email: string): Promise<boolean> {
  const found = await db.selectFrom('users').select('id').where('email', '=', email).executeTakeFirst();
  return found !== undefined;
}

/** Inserts users, all with the same columns; those that are there stay as they are. */
export async function insertUsers(
  db: Statements<Tables>,
  [first, ...others]: readonly Insertable<Tables['users']>[],
): Promise<void> {
  if (first === undefined) return;
  await insertRows(db, 'users', [first, ...others])
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Makes guests, in any order. */
export async function insertGuests(db: Transaction<Tables>, ids: readonly string[]): Promise<UserRecord[]> {
  const [first, ...others] = ids.map((id) => ({ id, role: 'GUEST' as const }));
  return first === undefined ? [] : insertNewGuests(db, [first, ...others]);
}

const insertNewGuests = insertOnce((db: Statements<Tables>, guests: Rows<Insertable<Tables['users']>>) =>
  insertRows(db, 'users', guests).returning(columns),
);

/** Makes a customer. @throws EmailTaken */
export function insertCustomer(
  tx: Transaction<Tables>,
  id: string,
  customer: NewCustomer,
): Promise<UserRecord> {
  return orEmailTaken(
    tx
      .insertInto('users')
      .values({ ...customer, id, role: 'CUSTOMER' })
      .returning(columns)
      .executeTakeFirstOrThrow(),
  );
}

/** Gives a guest to a customer, once. */
export async function claimGuest(
  tx: Transaction<Tables>,
  { guestId, customerId }: GuestClaim,
): Promise<ClaimOutcome> {
  const claimed = await tx
    .updateTable('users')
    .set({ claimedBy: customerId })
    .where('id', '=', guestId)
    .where('role', '=', 'GUEST')
    .where('claimedBy', 'is', null)
    .where('closedAt', 'is', null)
    .executeTakeFirst();
  if (claimed.numUpdatedRows === 1n) return 'claimed';
  const guest = await tx.selectFrom('users').select('claimedBy').where('id', '=', guestId).executeTakeFirst();
  return guest?.claimedBy === customerId ? 'theirs' : 'refused';
}

/** Changes the fields that are given. */
export function updateProfile(
  tx: Transaction<Tables>,
  id: string,
  change: Partial<Profile>,
): Promise<UserRecord> {
  return tx
    .updateTable('users')
    .set((eb) => ({
      firstName: eb.fn.coalesce(eb.val(change.firstName ?? null), 'firstName'),
      lastName: change.lastName === undefined ? eb.ref('lastName') : change.lastName,
      locale: eb.fn.coalesce(eb.val(change.locale ?? null), 'locale'),
      company: change.company === undefined ? eb.ref('company') : change.company,
      vatId: change.vatId === undefined ? eb.ref('vatId') : change.vatId,
    }))
    .where('id', '=', id)
    .returning(columns)
    .executeTakeFirstOrThrow();
}

/** What writes an address: the unique index decides between those who take one at the same time. @throws EmailTaken */
export async function orEmailTaken<Result>(write: Promise<Result>): Promise<Result> {
  try {
    return await write;
  } catch (error) {
    throw isUniqueViolation(error, 'users_email_key') ? new EmailTaken() : error;
  }
}
