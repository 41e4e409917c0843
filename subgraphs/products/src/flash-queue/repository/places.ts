import { anyOf, recordsOf, type StatementSample, type Statements } from '@cartwright/database';
import { sql } from 'kysely';
import type { Tables } from '../../tables.ts';
import type { Ranked } from '../draw.ts';
import type { Place } from '../rules/place.ts';

const columns = [
  'offerId',
  'customerId',
  'ticket',
  'status',
  'joinedAt',
  'admittedAt',
  'admittedUntil',
  'pieces',
] as const;

/** A place that somebody wants. */
export interface NewPlace extends Pick<Place, 'offerId' | 'customerId' | 'ticket' | 'joinedAt'>, Ranked {}

/**
 * Stores places, the one of each account alone: who waits or is admitted stays so, and who comes back keeps the ticket, but after the
 * opening no place in front. Whoever has an order of the offer gets none.
 */
export async function savePlaces(db: Statements<Tables>, places: readonly NewPlace[]): Promise<void> {
  const inOrder = places.toSorted((one, other) => (one.customerId < other.customerId ? -1 : 1));
  await sql`
    INSERT INTO flash_queue_places AS place (offer_id, customer_id, ticket, rank, draw_rank, status, joined_at)
    SELECT offer_id, customer_id, ticket, rank, draw_rank, 'WAITING', joined_at
    FROM jsonb_populate_recordset(null::flash_queue_places, ${recordsOf(inOrder)}::jsonb) AS new
    WHERE NOT EXISTS (
      SELECT FROM flash_offer_claims AS claim WHERE claim.offer_id = new.offer_id AND claim.buyer = new.customer_id
    ) AND NOT EXISTS (
      SELECT FROM flash_queue_places AS held WHERE held.offer_id = new.offer_id AND held.customer_id = new.customer_id
        AND (held.status = 'WAITING' OR (held.status = 'ADMITTED' AND held.admitted_until > new.joined_at))
    )
    ON CONFLICT (offer_id, customer_id) DO UPDATE SET
      status = 'WAITING', joined_at = excluded.joined_at, admitted_at = NULL, admitted_until = NULL, pieces = NULL, order_id = NULL,
      rank = CASE WHEN excluded.draw_rank IS NULL THEN excluded.rank ELSE place.rank END
    WHERE place.status IN ('ORDERED', 'MISSED', 'LEFT')
      OR (place.status = 'ADMITTED' AND place.admitted_until <= excluded.joined_at)`.execute(db);
}

/** The places of some accounts in the queue of an offer. */
export function findPlaces(
  db: Statements<Tables>,
  offerId: string,
  customerIds: readonly string[],
): Promise<Place[]> {
  return db
    .selectFrom('flashQueuePlaces')
    .select(columns)
    .where('offerId', '=', offerId)
    .where('customerId', '=', anyOf(customerIds))
    .execute();
}

/** How many places an offer has by now. */
export async function countPlaces(db: Statements<Tables>, offerId: string): Promise<number> {
  const { count } = await db
    .selectFrom('flashQueuePlaces')
    .select(sql<number>`count(*)::int4`.as('count'))
    .where('offerId', '=', offerId)
    .executeTakeFirstOrThrow();
  return count;
}

/** All places of an offer, the next in front. */
export function readPlaces(db: Statements<Tables>, offerId: string): Promise<Place[]> {
  return db
    .selectFrom('flashQueuePlaces')
    .select(columns)
    .where('offerId', '=', offerId)
    .orderBy('rank')
    .execute();
}

/** Gives up a place, and the admission with it, where it is not used yet. */
export async function leavePlace(
  db: Statements<Tables>,
  { offerId, customerId }: Pick<Place, 'offerId' | 'customerId'>,
): Promise<void> {
  await db
    .updateTable('flashQueuePlaces')
    .set({ status: 'LEFT' })
    .where('offerId', '=', offerId)
    .where('customerId', '=', customerId)
    .where('status', '=', anyOf(['WAITING', 'ADMITTED'] as const))
    .execute();
}

/** A ticket with what was drawn for it. */
export interface DrawnTicket {
  readonly ticket: string;
  readonly digest: string;
}

/** Which part of the draw. */
export interface DrawSlice {
  readonly size: number;
  /** The digest beyond which they are in the direction of reading; null for the end at which it begins. */
  readonly after: string | null;
  readonly direction: 'forward' | 'backward';
}

/** A part of what was drawn for an offer, in the order of the draw, nearest to where reading begins first. */
export function readDraw(
  db: Statements<Tables>,
  offerId: string,
  { size, after, direction }: DrawSlice,
): Promise<DrawnTicket[]> {
  const [beyond, order] = direction === 'forward' ? (['>', 'asc'] as const) : (['<', 'desc'] as const);
  return db
    .selectFrom('flashQueuePlaces')
    .select(['ticket', sql<string>`draw_rank`.as('digest')])
    .where('offerId', '=', offerId)
    .where('drawRank', 'is not', null)
    .$if(after !== null, (query) => query.where('drawRank', beyond, after))
    .orderBy('drawRank', order)
    .limit(size)
    .execute();
}

/** How many tickets were drawn for an offer. */
export async function countDrawn(db: Statements<Tables>, offerId: string): Promise<number> {
  const { count } = await db
    .selectFrom('flashQueuePlaces')
    .select(sql<number>`count(draw_rank)::int4`.as('count'))
    .where('offerId', '=', offerId)
    .executeTakeFirstOrThrow();
  return count;
}

/** Forgets who waited for offers that ended before a moment, so many at most. */
export async function forgetPlaces(db: Statements<Tables>, before: Date, limit: number): Promise<number> {
  const { rows } = await sql<{ readonly ticket: string }>`
    DELETE FROM flash_queue_places AS place USING (
      SELECT old.offer_id, old.customer_id FROM flash_queue_places AS old JOIN flash_offers AS offer ON offer.id = old.offer_id
      WHERE offer.ended_at < ${before} LIMIT ${limit}
    ) AS old
    WHERE place.offer_id = old.offer_id AND place.customer_id = old.customer_id RETURNING place.ticket`.execute(
    db,
  );
  return rows.length;
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [
  (db) => savePlaces(db, []),
  (db) => findPlaces(db, '', ['']),
  (db) => countPlaces(db, ''),
  (db) => readPlaces(db, ''),
  (db) => leavePlace(db, { offerId: '', customerId: '' }),
  (db) => readDraw(db, '', { size: 1, after: '', direction: 'forward' }),
  (db) => countDrawn(db, ''),
  (db) => forgetPlaces(db, new Date(0), 1),
];
