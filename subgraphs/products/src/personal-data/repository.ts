import { anyOf, type Statements, type StatementSample, type Transaction } from '@cartwright/database';
import type { Tables } from '../tables.ts';

/** The reviews that some people have written, oldest first, hidden ones included. */
export function collectReviews(db: Statements<Tables>, personIds: readonly string[]) {
  return db
    .selectFrom('reviews as r')
    .innerJoin('products as p', 'p.id', 'r.productId')
    .select(['r.id', 'p.name as product', 'r.authorName', 'r.rating', 'r.title', 'r.body'])
    .select(['r.createdAt', 'r.editedAt', 'r.hiddenAt', 'r.withdrawnAt'])
    .where('r.customerId', '=', anyOf(personIds))
    .orderBy('r.createdAt')
    .orderBy('r.id')
    .execute();
}

/** The photos of the reviews that some people have written. */
export function collectPhotos(db: Statements<Tables>, personIds: readonly string[]) {
  return db
    .selectFrom('reviewPhotos as photo')
    .innerJoin('reviews as r', 'r.id', 'photo.reviewId')
    .select(['photo.id', 'photo.reviewId', 'photo.mediaId', 'photo.key', 'photo.width', 'photo.height'])
    .where('r.customerId', '=', anyOf(personIds))
    .orderBy('photo.reviewId')
    .orderBy('photo.position')
    .execute();
}

/** What people have said of others' reviews, the oldest first. */
export function collectVotes(db: Statements<Tables>, personIds: readonly string[]) {
  return db
    .selectFrom('reviewVotes as v')
    .innerJoin('reviews as r', 'r.id', 'v.reviewId')
    .innerJoin('products as p', 'p.id', 'r.productId')
    .select(['v.reviewId', 'p.name as product', 'v.isHelpful', 'v.votedAt'])
    .where('v.customerId', '=', anyOf(personIds))
    .orderBy('v.votedAt')
    .orderBy('v.reviewId')
    .execute();
}

/** Which reviews people have reported, and what they said of them, the oldest first. */
export function collectReports(db: Statements<Tables>, personIds: readonly string[]) {
  return db
    .selectFrom('reviewReports as own')
    .innerJoin('reviews as r', 'r.id', 'own.reviewId')
    .innerJoin('products as p', 'p.id', 'r.productId')
    .select(['own.reviewId', 'p.name as product', 'own.kind', 'own.text'])
    .select(['own.reportedAt', 'own.closedAt'])
    .where('own.customerId', '=', anyOf(personIds))
    .orderBy('own.reportedAt')
    .orderBy('own.reviewId')
    .execute();
}

/** What people have bought, by which their reviews are marked. */
export function collectPurchases(db: Statements<Tables>, personIds: readonly string[]) {
  return db
    .selectFrom('purchases as bought')
    .innerJoin('products as p', 'p.id', 'bought.productId')
    .select(['bought.orderId', 'p.name as product', 'bought.isUndone'])
    .where('bought.customerId', '=', anyOf(personIds))
    .orderBy('bought.orderId')
    .orderBy('bought.productId')
    .execute();
}

/** The name that people's reviews appear under, and the groups that prices may depend on. */
export async function collectCopies(db: Statements<Tables>, personIds: readonly string[]) {
  const names = await db
    .selectFrom('reviewers')
    .select('displayName')
    .where('customerId', '=', anyOf(personIds))
    .execute();
  const groups = await db
    .selectFrom('customers')
    .select('groupIds')
    .where('customerId', '=', anyOf(personIds))
    .execute();
  return {
    names: names.map(({ displayName }) => displayName),
    groupIds: groups.flatMap((one) => one.groupIds),
  };
}

/** Removes people's idempotency keys, and the copies of accounts' data. */
export async function forgetPeople(tx: Transaction<Tables>, personIds: readonly string[]): Promise<void> {
  await tx.deleteFrom('customers').where('customerId', '=', anyOf(personIds)).execute();
  await tx.deleteFrom('reviewers').where('customerId', '=', anyOf(personIds)).execute();
  await tx.deleteFrom('idempotencyKeys').where('ownerId', '=', anyOf(personIds)).execute();
}

const anybody = ['01990000-0000-7000-8000-000000000000'];
/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [
  (tx) => collectReviews(tx, anybody),
  (tx) => collectPhotos(tx, anybody),
  (tx) => collectVotes(tx, anybody),
  (tx) => collectReports(tx, anybody),
  (tx) => collectPurchases(tx, anybody),
];
