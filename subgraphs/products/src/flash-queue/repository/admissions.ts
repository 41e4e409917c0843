import type { StatementSample, Statements, Transaction } from '@cartwright/database';
import { sql } from 'kysely';
import type { Tables } from '../../tables.ts';
import type { Givable } from '../rules/admit.ts';

/** An offer that runs, for which somebody waits and of which there are pieces that nobody holds. */
export interface OfferToAdmitTo {
  readonly id: string;
  readonly variantId: string;
}

const held = (now: Date) => sql`(
  SELECT coalesce(sum(pieces), 0)::int4 FROM flash_queue_places AS place
  WHERE place.offer_id = offer.id AND place.status = 'ADMITTED' AND place.admitted_until > ${now}
)`;

const runs = (now: Date) =>
  sql`offer.is_queued AND offer.ended_at IS NULL AND offer.starts_at <= ${now} AND offer.ends_at > ${now}`;

/** So many offers at most to which somebody may be admitted. */
export async function findOffersToAdmitTo(
  db: Statements<Tables>,
  now: Date,
  limit: number,
): Promise<readonly OfferToAdmitTo[]> {
  const { rows } = await sql<OfferToAdmitTo>`
    SELECT offer.id, offer.variant_id AS "variantId"
    FROM flash_offers AS offer JOIN stock ON stock.variant_id = offer.variant_id
    WHERE ${runs(now)}
      AND EXISTS (SELECT FROM flash_queue_places AS place WHERE place.offer_id = offer.id AND place.status = 'WAITING')
      AND least(offer.budget - offer.reserved - offer.sold, stock.available) > ${held(now)}
    LIMIT ${limit}`.execute(db);
  return rows;
}

/** What may be given of an offer that runs and whose stock this transaction has locked. */
export async function readGivable(
  tx: Transaction<Tables>,
  offerId: string,
  now: Date,
): Promise<Givable | undefined> {
  return (await givable(tx, offerId, now)).rows[0];
}

function givable(db: Statements<Tables>, offerId: string, now: Date) {
  return sql<Givable>`
    SELECT offer.budget, offer.reserved, offer.sold, offer.limit_per_customer AS "limitPerCustomer", stock.available,
      ${held(now)} AS admitted
    FROM flash_offers AS offer JOIN stock ON stock.variant_id = offer.variant_id
    WHERE offer.id = ${offerId} AND ${runs(now)}`.execute(db);
}

/** Ends the admissions of an offer that were not used in time. */
export async function missAdmissions(db: Statements<Tables>, offerId: string, now: Date): Promise<void> {
  await db
    .updateTable('flashQueuePlaces')
    .set({ status: 'MISSED' })
    .where('offerId', '=', offerId)
    .where('status', '=', 'ADMITTED')
    .where('admittedUntil', '<=', now)
    .execute();
}

/** For whom admissions are, and how long they last. */
export interface NewAdmissions {
  readonly offerId: string;
  /** How many pieces each is for, the first of the queue first. */
  readonly pieces: readonly number[];
  readonly from: Date;
  readonly until: Date;
}

/** Admits those whose turn it is. */
export async function admitNext(
  db: Statements<Tables>,
  { offerId, pieces, from, until }: NewAdmissions,
): Promise<void> {
  await sql`
    WITH next AS (
      SELECT customer_id, rank FROM flash_queue_places WHERE offer_id = ${offerId} AND status = 'WAITING'
      ORDER BY rank LIMIT ${pieces.length} FOR NO KEY UPDATE
    ), turn AS (SELECT customer_id, row_number() OVER (ORDER BY rank) AS number FROM next)
    UPDATE flash_queue_places AS place
    SET status = 'ADMITTED', admitted_at = ${from}, admitted_until = ${until}, pieces = (${pieces}::int4[])[turn.number]
    FROM turn WHERE place.offer_id = ${offerId} AND place.customer_id = turn.customer_id`.execute(db);
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [
  (db) => findOffersToAdmitTo(db, new Date(0), 1),
  (db) => givable(db, '', new Date(0)),
  (db) => missAdmissions(db, '', new Date(0)),
  (db) => admitNext(db, { offerId: '', pieces: [1], from: new Date(0), until: new Date(0) }),
];
