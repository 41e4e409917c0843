import {
  anyOf,
  insertRows,
  type StatementSample,
  type Statements,
  type Transaction,
} from '@cartwright/database';
import { sql } from 'kysely';
import type { Tables } from '../../tables.ts';
import type { OfferClaim, OpenOffer, Taken } from '../rules/offer-book.ts';

/** The offers of some variants, and what their buyers have taken. */
export interface OpenOffers {
  readonly offers: readonly OpenOffer[];
  readonly taken: readonly Taken[];
}

/**
 * The offers at whose price orders of some variants may come in, with what some buyers have taken of them. The stock of the variants is
 * locked, so that nobody else takes any. For an hour after its end an offer still has its budget: orders that were shown its price
 * are on their way.
 */
export async function openOffers(
  tx: Transaction<Tables>,
  variantIds: readonly string[],
  buyers: readonly string[],
): Promise<OpenOffers> {
  const offers = await readOpen(tx, variantIds);
  const limited = offers.filter(({ limitPerCustomer }) => limitPerCustomer !== null).map(({ id }) => id);
  if (limited.length === 0 || buyers.length === 0) return { offers, taken: [] };
  return { offers, taken: await readTaken(tx, limited, buyers) };
}

function readOpen(db: Statements<Tables>, variantIds: readonly string[]): Promise<OpenOffer[]> {
  return db
    .selectFrom('flashOffers as offer')
    .select(['offer.id', 'offer.variantId', 'offer.currency', 'offer.amountMinor'])
    .select(['offer.limitPerCustomer', 'offer.isQueued'])
    .select([
      sql<number>`offer.budget - offer.reserved - offer.sold`.as('left'),
      sql<boolean>`offer.ended_at IS NULL AND now() BETWEEN offer.starts_at AND offer.ends_at`.as(
        'isRunning',
      ),
    ])
    .where('offer.variantId', '=', anyOf(variantIds))
    .where('offer.endsAt', '>', sql<Date>`now() - interval '1 hour'`)
    .where((eb) =>
      eb.or([
        eb('offer.endedAt', 'is', null),
        eb('offer.endedAt', '>', sql<Date>`now() - interval '1 hour'`),
      ]),
    )
    .orderBy('offer.id')
    .execute();
}

function readTaken(
  db: Statements<Tables>,
  offerIds: readonly string[],
  buyers: readonly string[],
): Promise<Taken[]> {
  return db
    .selectFrom('flashOfferClaims')
    .select(['offerId', sql<string>`buyer`.as('buyer'), sql<number>`sum(quantity)::int4`.as('quantity')])
    .where('offerId', '=', anyOf(offerIds))
    .where('buyer', '=', anyOf(buyers))
    .groupBy(['offerId', 'buyer'])
    .execute();
}

/** Stores what orders take of offers. @throws where it is more than there is */
export async function claimOffers(
  tx: Transaction<Tables>,
  [first, ...rest]: readonly OfferClaim[],
): Promise<void> {
  if (first !== undefined) await insertRows(tx, 'flashOfferClaims', [first, ...rest]).execute();
}

/** Forgets who bought of offers that ended before a moment, so many at most. */
export async function forgetClaims(db: Statements<Tables>, before: Date, limit: number): Promise<number> {
  const { rows } = await sql<{ readonly id: string }>`
    DELETE FROM flash_offer_claims AS claim USING (
      SELECT old.order_id, old.offer_id FROM flash_offer_claims AS old JOIN flash_offers AS offer ON offer.id = old.offer_id
      WHERE offer.ended_at < ${before} LIMIT ${limit}
    ) AS old
    WHERE claim.order_id = old.order_id AND claim.offer_id = old.offer_id RETURNING claim.order_id AS id`.execute(
    db,
  );
  return rows.length;
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [
  (db) => readOpen(db, ['']),
  (db) => readTaken(db, [''], ['']),
  (db) => forgetClaims(db, new Date(0), 1),
];
