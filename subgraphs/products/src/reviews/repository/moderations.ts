import {
  anyOf,
  partOfList,
  type Statements,
  type StatementSample,
  type Transaction,
} from '@cartwright/database';
import type { InstantSlice } from '@cartwright/graph';
import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import type { Tables } from '../../tables.ts';
import type { Review } from './reviews.ts';

/** That a member of the staff hid a review or showed it again. */
export type Moderation = Readonly<Selectable<Tables['reviewModerations']>>;

/** Adds to the audit trail, in the transaction of what was done. */
export async function recordModeration(tx: Transaction<Tables>, moderation: Moderation): Promise<void> {
  await tx.insertInto('reviewModerations').values(moderation).execute();
}

/** What was done to reviews, the oldest first. */
export function findModerations(db: Statements<Tables>, reviewIds: readonly string[]): Promise<Moderation[]> {
  return db
    .selectFrom('reviewModerations')
    .selectAll()
    .where('reviewId', '=', anyOf(reviewIds))
    .orderBy('at')
    .orderBy('id')
    .execute();
}

/** A part of the hidden reviews, those written last first. */
export function listHidden(db: Statements<Tables>, slice: InstantSlice): Promise<Review[]> {
  return partOfList(hidden(db).selectAll(), { by: ['createdAt', 'id'], order: 'desc' }, slice).execute();
}

/** How many reviews are hidden. */
export async function countHidden(db: Statements<Tables>): Promise<number> {
  const { count } = await hidden(db)
    .select(sql<number>`count(*)::int4`.as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

function hidden(db: Statements<Tables>) {
  return db.selectFrom('reviews').where('hiddenAt', 'is not', null).where('withdrawnAt', 'is', null);
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [(db) => countHidden(db)];
