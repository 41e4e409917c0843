import {
  anyOf,
  recordset,
  type StatementSample,
  type Statements,
  type Transaction,
} from '@cartwright/database';
import { sql } from 'kysely';
import type { OpenQueue, UsedAdmission } from '../../flash-offers/door.ts';
import type { Tables } from '../../tables.ts';

/** The queues of some offers, with what some buyers are admitted to, who cannot give it up until the transaction ends. */
export async function openQueues(
  tx: Transaction<Tables>,
  offerIds: readonly string[],
  buyers: readonly string[],
): Promise<OpenQueue[]> {
  const admissions = await lockAdmissions(tx, offerIds, buyers).execute();
  const queues = await readQueues(tx, offerIds);
  return queues.map((queue) => ({
    ...queue,
    admissions: admissions.flatMap(({ offerId, buyer, pieces }) =>
      offerId === queue.offerId ? [{ buyer, pieces: pieces ?? 0 }] : [],
    ),
  }));
}

function lockAdmissions(db: Statements<Tables>, offerIds: readonly string[], buyers: readonly string[]) {
  return db
    .selectFrom('flashQueuePlaces')
    .select(['offerId', 'customerId as buyer', 'pieces'])
    .where('offerId', '=', anyOf(offerIds))
    .where('customerId', '=', anyOf(buyers))
    .where('status', '=', 'ADMITTED')
    .where('admittedUntil', '>', sql<Date>`now()`)
    .orderBy('customerId')
    .forNoKeyUpdate();
}

async function readQueues(
  db: Statements<Tables>,
  offerIds: readonly string[],
): Promise<Omit<OpenQueue, 'admissions'>[]> {
  const { rows } = await sql<Omit<OpenQueue, 'admissions'>>`
    SELECT offer_id AS "offerId", is_awaited AS "isAwaited", CASE WHEN is_awaited THEN 0 ELSE (
      SELECT coalesce(sum(pieces), 0)::int4 FROM flash_queue_places AS place
      WHERE place.offer_id = offer.offer_id AND status = 'ADMITTED' AND admitted_until > now()
    ) END AS admitted
    FROM (
      SELECT offer_id, EXISTS (
        SELECT FROM flash_queue_places AS place WHERE place.offer_id = asked.offer_id AND status = 'WAITING'
      ) AS is_awaited
      FROM unnest(${offerIds}::uuid[]) AS asked (offer_id)
    ) AS offer`.execute(db);
  return rows;
}

/** Stores which admissions orders use. @throws where one is used already */
export async function useAdmissions(tx: Transaction<Tables>, used: readonly UsedAdmission[]): Promise<void> {
  const rows = await markUsed(tx, used).execute();
  if (rows.length !== used.length) throw new Error('An admission is used already.');
}

function markUsed(db: Statements<Tables>, used: readonly UsedAdmission[]) {
  return db
    .updateTable('flashQueuePlaces as place')
    .from(recordset(db, 'flashQueuePlaces', used).as('used'))
    .set((eb) => ({ status: 'ORDERED', orderId: eb.ref('used.orderId') }))
    .whereRef('place.offerId', '=', 'used.offerId')
    .whereRef('place.customerId', '=', 'used.customerId')
    .where('place.status', '=', 'ADMITTED')
    .returning('place.customerId');
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [
  (db) => lockAdmissions(db, [''], ['']).execute(),
  (db) => readQueues(db, ['']),
  (db) => markUsed(db, []).execute(),
];
