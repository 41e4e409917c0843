import {
  anyOf,
  deleteBatch,
  type Statements,
  type StatementSample,
  type Transaction,
} from '@cartwright/database';
import type { Selectable } from 'kysely';
import type { Tables } from '../../generated/tables.ts';

/** That somebody would like the newsletter at an address that is not known to be theirs. */
export type WishRecord = Readonly<Selectable<Tables['newsletterWishes']>>;

/** Stores a wish in place of what its user wished in the same way for the same address before. */
export async function insertWish(tx: Transaction<Tables>, wish: WishRecord): Promise<void> {
  const { id, tokenHash, askedAt, expiresAt } = wish;
  await tx
    .insertInto('newsletterWishes')
    .values(wish)
    .onConflict((conflict) =>
      conflict.columns(['userId', 'email', 'source']).doUpdateSet({ id, tokenHash, askedAt, expiresAt }),
    )
    .execute();
}

/** The wish that a link confirms; undefined once the link is too old. */
export function findByToken(
  db: Statements<Tables>,
  tokenHash: string,
  now: Date,
): Promise<WishRecord | undefined> {
  return db
    .selectFrom('newsletterWishes')
    .selectAll()
    .where('tokenHash', '=', tokenHash)
    .where('expiresAt', '>', now)
    .executeTakeFirst();
}

/** Whether an address was mailed a link that still works. */
export async function isAsked(db: Statements<Tables>, email: string, now: Date): Promise<boolean> {
  const wish = await db
    .selectFrom('newsletterWishes')
    .select('id')
    .where('email', '=', email)
    .where('source', '=', 'CHECKOUT')
    .where('expiresAt', '>', now)
    .limit(1)
    .executeTakeFirst();
  return wish !== undefined;
}

/** What a user wished first for an address; undefined once it is too old. */
export function findOwn(
  db: Statements<Tables>,
  { userId, email, now }: { readonly userId: string; readonly email: string; readonly now: Date },
): Promise<WishRecord | undefined> {
  return db
    .selectFrom('newsletterWishes')
    .selectAll()
    .where('userId', '=', userId)
    .where('email', '=', email)
    .where('expiresAt', '>', now)
    .orderBy('askedAt')
    .limit(1)
    .executeTakeFirst();
}

/** Forgets all wishes for an address: its owner has said what they want. Who also changes alerts does that first, like an erasure. */
export function deleteWishesFor(tx: Transaction<Tables>, email: string): Promise<void> {
  return deleteWishesOf(tx, { userIds: [], emails: [email] });
}

/** What people wished, or what was wished for their addresses. */
export function wishesOf(
  db: Statements<Tables>,
  { userIds, emails }: { readonly userIds: readonly string[]; readonly emails: readonly string[] },
) {
  return db
    .selectFrom('newsletterWishes')
    .select(['email', 'source', 'askedAt', 'expiresAt'])
    .where((eb) => eb.or([eb('userId', '=', anyOf(userIds)), eb('email', '=', anyOf(emails))]))
    .orderBy('id')
    .execute();
}

/** Forgets what people wished, and what was wished for their addresses: locked in the order of the ids, like alerts. */
export async function deleteWishesOf(
  tx: Transaction<Tables>,
  { userIds, emails }: { readonly userIds: readonly string[]; readonly emails: readonly string[] },
): Promise<void> {
  const rows = await tx
    .selectFrom('newsletterWishes')
    .select('id')
    .where((eb) => eb.or([eb('userId', '=', anyOf(userIds)), eb('email', '=', anyOf(emails))]))
    .orderBy('id')
    .forUpdate()
    .execute();
  const ids = rows.map(({ id }) => id);
  if (ids.length > 0) await tx.deleteFrom('newsletterWishes').where('id', '=', anyOf(ids)).execute();
}

/** Deletes wishes that can be confirmed no more, a batch of them. @returns how many */
export function purgeWishes(db: Statements<Tables>, now: Date, limit: number): Promise<number> {
  const old = db.selectFrom('newsletterWishes').select('id').where('expiresAt', '<=', now);
  return deleteBatch(db, 'newsletterWishes', { key: 'id', old, limit });
}

const at = new Date(0);
const id = '01990000-0000-7000-8000-000000000000';
const whose = { userIds: [], emails: [] };

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [
  (db) => findByToken(db, '', at),
  (db) => isAsked(db, '', at),
  (db) => findOwn(db, { userId: id, email: '', now: at }),
  (tx) => deleteWishesFor(tx, ''),
  (db) => wishesOf(db, whose),
  (tx) => deleteWishesOf(tx, whose),
  (db) => purgeWishes(db, at, 1),
];
