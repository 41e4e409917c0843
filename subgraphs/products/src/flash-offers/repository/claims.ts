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
 * are on their way. Not where the variant costs the same now: then they buy at the present price. What runs comes first, then what ended last.
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
    .where('offer.startsAt', '<=', sql<Date>`now()`)
    .where('offer.endsAt', '>', sql<Date>`now() - interval '1 hour'`)
    .where((eb) =>
      eb.or([
        eb('offer.endedAt', 'is', null),
        eb.and([
          eb('offer.endedAt', '>', sql<Date>`now() - interval '1 hour'`),
          eb.not(
            eb.exists(
              eb
                .selectFrom('variantPrices as price')
                .select('price.variantId')
                .whereRef('price.variantId', '=', 'offer.variantId')
                .whereRef('price.currency', '=', 'offer.currency')
                .whereRef('price.amountMinor', '=', 'offer.amountMinor'),
            ),
          ),
        ]),
      ]),
    )
    .orderBy('offer.endedAt', (by) => by.desc().nullsFirst())
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

/**
 * Variants, so many at most, whose stock still says that there is a flash offer to look for, and whose offers all ended more than an hour
 * ago. Locks their stock, where nobody else has.
 */
export function lockStockWithoutOffers(
  tx: Statements<Tables>,
  limit: number,
): Promise<{ variantId: string }[]> {
  return withoutOffers(tx).select('variantId').limit(limit).forNoKeyUpdate().skipLocked().execute();
}

/** Has whoever reserves look for no offers of locked variants any more, unless one was made meanwhile. */
export async function forgetOffersOf(tx: Statements<Tables>, variantIds: readonly string[]): Promise<void> {
  await tx
    .updateTable('stock')
    .set({ hasFlashOffers: false })
    .where('variantId', '=', anyOf(variantIds))
    .where('variantId', 'in', withoutOffers(tx).select('variantId'))
    .execute();
}

function withoutOffers(db: Statements<Tables>) {
  return db
    .selectFrom('stock')
    .where('hasFlashOffers', '=', sql<boolean>`true`)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('flashOffers as offer')
            .select('offer.id')
            .whereRef('offer.variantId', '=', 'stock.variantId')
            .where((offer) =>
              offer.or([
                offer('offer.endedAt', 'is', null),
                offer('offer.endedAt', '>', sql<Date>`now() - interval '1 hour'`),
              ]),
            ),
        ),
      ),
    );
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [
  (db) => readOpen(db, ['']),
  (db) => readTaken(db, [''], ['']),
  (db) => lockStockWithoutOffers(db, 1),
  (db) => forgetOffersOf(db, ['']),
  (db) => forgetClaims(db, new Date(0), 1),
];
