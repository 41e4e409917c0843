import {
  anyOf,
  readingOrder,
  type Statements,
  type StatementSample,
  type Transaction,
} from '@cartwright/database';
import { sql, type Selectable } from 'kysely';
import type { Tables } from '../../tables.ts';
import type { Review } from './reviews.ts';

/** That a customer finds a review ought not to be shown; open until staff have looked at it. */
export type Report = Readonly<Selectable<Tables['reviewReports']>>;

/** Stores a report of a review that is locked, and counts it; undefined when the customer has reported the review before. */
export async function saveReport(
  tx: Transaction<Tables>,
  report: Omit<Report, 'closedAt'>,
): Promise<Review | undefined> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('reviewReports')
    .values(report)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows !== 1n) return undefined;
  return tx
    .updateTable('reviews')
    .set((eb) => ({ openReports: eb('openReports', '+', 1) }))
    .where('id', '=', report.reviewId)
    .returningAll()
    .executeTakeFirst();
}

/** Closes what is open of a review that is locked. */
export async function closeReports(tx: Transaction<Tables>, reviewId: string, closedAt: Date): Promise<void> {
  await tx
    .updateTable('reviewReports')
    .set({ closedAt })
    .where('reviewId', '=', reviewId)
    .where('closedAt', 'is', null)
    .execute();
}

/** How many reports of a review staff get to see: the oldest. */
const shownReports = 20;

/** The reports of reviews that are open, the oldest first. */
export function findOpenReports(db: Statements<Tables>, reviewIds: readonly string[]): Promise<Report[]> {
  return db
    .selectFrom('reviews as r')
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom('reviewReports as own')
          .selectAll('own')
          .whereRef('own.reviewId', '=', 'r.id')
          .where('own.closedAt', 'is', null)
          .orderBy('own.reportedAt')
          .orderBy('own.customerId')
          .limit(shownReports)
          .as('report'),
      (join) => join.onTrue(),
    )
    .selectAll('report')
    .where('r.id', '=', anyOf(reviewIds))
    .orderBy('report.reportedAt')
    .orderBy('report.customerId')
    .execute();
}

/** A place in the list of what is reported. */
export interface ReportedPosition {
  readonly openReports: number;
  readonly id: string;
}

/** Which part of that list: `size` rows beyond `after` in the direction of reading, the nearest first. */
export interface ReportedSlice {
  readonly size: number;
  readonly after: ReportedPosition | null;
  readonly direction: 'forward' | 'backward';
}

/** A part of the reviews that are reported, those of most customers first. */
export function listReported(
  db: Statements<Tables>,
  { size, after, direction }: ReportedSlice,
): Promise<Review[]> {
  const along = readingOrder('desc', direction);
  const page = reported(db).selectAll().orderBy('openReports', along).orderBy('id', along).limit(size);
  if (after === null) return page.execute();
  const beyond = along === 'asc' ? '>' : '<';
  return page
    .where((eb) => eb(eb.refTuple('openReports', 'id'), beyond, eb.tuple(after.openReports, after.id)))
    .execute();
}

/** How many reviews are reported. */
export async function countReported(db: Statements<Tables>): Promise<number> {
  const { count } = await reported(db)
    .select(sql<number>`count(*)::int4`.as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

function reported(db: Statements<Tables>) {
  return db.selectFrom('reviews').where((eb) => eb('openReports', '>', eb.lit(0)));
}

/** Removes people's reports of reviews that are locked, and has these count them no more. */
export async function eraseReports(tx: Transaction<Tables>, personIds: readonly string[]): Promise<void> {
  await tx
    .with('gone', (qb) =>
      qb
        .deleteFrom('reviewReports')
        .where('customerId', '=', anyOf(personIds))
        .returning(['reviewId', 'closedAt']),
    )
    .with('lost', (qb) =>
      qb
        .selectFrom('gone')
        .select(['reviewId', sql<number>`count(*)::int4`.as('open')])
        .where('closedAt', 'is', null)
        .groupBy('reviewId'),
    )
    .updateTable('reviews as r')
    .from('lost')
    .set((eb) => ({ openReports: eb('r.openReports', '-', eb.ref('lost.open')) }))
    .whereRef('r.id', '=', 'lost.reviewId')
    .execute();
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [
  (tx) => findOpenReports(tx, ['']),
  (tx) => countReported(tx),
];
