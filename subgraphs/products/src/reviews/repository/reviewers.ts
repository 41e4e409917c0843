import { anyOf, type Transaction } from '@cartwright/database';
import type { DataOf, orderClaimed } from '@cartwright/events';
import type { Tables } from '../../tables.ts';
import { noAnswer } from '../rules/answer-change.ts';
import { nameOfStranger } from './reviews.ts';

/** Who writes reviews, and under which name. */
export interface Reviewer {
  readonly customerId: string;
  /** Of the customer. */
  readonly version: number;
  readonly displayName: string;
}

/** Stores the name that a customer's reviews appear under, also those that are written, unless something newer is stored. */
export async function saveReviewer(
  tx: Transaction<Tables>,
  { customerId, version, displayName }: Reviewer,
): Promise<void> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('reviewers')
    .values({ customerId, version, displayName })
    .onConflict((conflict) =>
      conflict
        .column('customerId')
        .doUpdateSet({ version, displayName })
        .where('reviewers.version', '<', version),
    )
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows === 1n) await renameAuthor(tx, customerId, displayName);
}

/** Has a customer's reviews appear under no name. */
export async function forgetReviewer(tx: Transaction<Tables>, customerId: string): Promise<void> {
  await tx.deleteFrom('reviewers').where('customerId', '=', customerId).execute();
  await renameAuthor(tx, customerId, nameOfStranger);
}

async function renameAuthor(tx: Transaction<Tables>, customerId: string, authorName: string): Promise<void> {
  await tx
    .updateTable('reviews')
    .set({ authorName })
    .where('customerId', '=', customerId)
    .where('authorName', '<>', authorName)
    .execute();
}

/** Has people's reviews appear under no name. Those that staff have hidden are withdrawn: they lose their text for good. */
export async function eraseAuthor(
  tx: Transaction<Tables>,
  personIds: readonly string[],
  now: Date,
): Promise<void> {
  await tx
    .updateTable('reviews')
    .set({ authorName: nameOfStranger })
    .where('customerId', '=', anyOf(personIds))
    .where('authorName', '<>', nameOfStranger)
    .execute();
  await tx
    .updateTable('reviews')
    .set({ title: '', body: '', ...noAnswer, withdrawnAt: now })
    .where('customerId', '=', anyOf(personIds))
    .where('hiddenAt', 'is not', null)
    .where('withdrawnAt', 'is', null)
    .execute();
}

/** Gives what was bought with an order to the customer whose order it turned out to be. */
export async function claimPurchases(
  tx: Transaction<Tables>,
  { orderId, formerId, customerId }: DataOf<typeof orderClaimed>,
): Promise<void> {
  await tx
    .updateTable('purchases')
    .set({ customerId })
    .where('orderId', '=', orderId)
    .where('customerId', '=', formerId)
    .execute();
}
