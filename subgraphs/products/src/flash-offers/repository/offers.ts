import {
  anyOf,
  insertRows,
  partOfList,
  type StatementSample,
  type Statements,
  type Transaction,
} from '@cartwright/database';
import type { InstantSlice } from '@cartwright/graph';
import { sql, type RawBuilder } from 'kysely';
import { mostCounted } from '../../listing/door.ts';
import type { Tables } from '../../tables.ts';
import type { FlashOffer, FlashOfferStatus } from '../rules/flash-offer.ts';

const columns = [
  'offer.id',
  'offer.variantId',
  'offer.currency',
  'offer.amountMinor',
  'offer.startsAt',
  'offer.endsAt',
  'offer.budget',
  'offer.limitPerCustomer',
  'offer.reserved',
  'offer.sold',
  'offer.endedAt',
  'offer.version',
  'offer.isQueued',
  'offer.drawSeed',
  'offer.createdAt',
] as const;

/** Has nobody else move the stock of a variant until the transaction ends: whoever does so locks it before all else. */
export async function lockStockOf(tx: Transaction<Tables>, variantId: string): Promise<void> {
  await tx
    .selectFrom('stock')
    .select('variantId')
    .where('variantId', '=', variantId)
    .forNoKeyUpdate()
    .execute();
}

/** Whether a variant consists of others, and has no stock for an offer of its own. */
export async function isBundle(tx: Transaction<Tables>, variantId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('stock')
    .select('isBundle')
    .where('variantId', '=', variantId)
    .executeTakeFirst();
  return row?.isBundle ?? false;
}

/** Stores a new offer. */
export async function insertOffer(tx: Transaction<Tables>, offer: FlashOffer): Promise<void> {
  await insertRows(tx, 'flashOffers', [offer]).execute();
}

/** An offer; undefined when there is none of that id. */
export function findOffer(db: Statements<Tables>, id: string): Promise<FlashOffer | undefined> {
  return db.selectFrom('flashOffers as offer').select(columns).where('offer.id', '=', id).executeTakeFirst();
}

/** The offer of a variant that is to come or runs, if there is one. */
export function findOpenOffer(db: Statements<Tables>, variantId: string): Promise<FlashOffer | undefined> {
  return db
    .selectFrom('flashOffers as offer')
    .select(columns)
    .where('offer.variantId', '=', variantId)
    .where('offer.endedAt', 'is', null)
    .executeTakeFirst();
}

/** The offers of some variants that are to come or run, for those that shoppers see. */
export function readShownOffers(
  db: Statements<Tables>,
  variantIds: readonly string[],
  now: Date,
): Promise<FlashOffer[]> {
  return shownOffers(db)
    .select(columns)
    .where('offer.variantId', '=', anyOf(variantIds))
    .where('offer.endedAt', 'is', null)
    .where('offer.endsAt', '>', now)
    .execute();
}

/** Stores what staff change of an offer whose stock this transaction has locked. */
export async function saveOffer(tx: Transaction<Tables>, offer: FlashOffer): Promise<void> {
  const { id, budget, limitPerCustomer, endedAt, version } = offer;
  await tx
    .updateTable('flashOffers')
    .set({ budget, limitPerCustomer, endedAt, version })
    .where('id', '=', id)
    .execute();
}

/** So many offers at most, behind one by their ids, that may have to end: their time is over, all is sold, or their price is gone. */
export async function findOffersToEnd(
  db: Statements<Tables>,
  now: Date,
  { after, limit }: { readonly after: string | null; readonly limit: number },
): Promise<string[]> {
  const rows = await db
    .selectFrom('flashOffers as offer')
    .select('offer.id')
    .where('offer.endedAt', 'is', null)
    .where((eb) =>
      eb.or([
        eb('offer.endsAt', '<=', now),
        eb('offer.sold', '>=', eb.ref('offer.budget')),
        eb.not(
          eb.exists(
            eb.selectFrom('variantSales as sale').select('sale.id').whereRef('sale.id', '=', 'offer.id'),
          ),
        ),
      ]),
    )
    .$if(after !== null, (query) => query.where('offer.id', '>', after))
    .orderBy('offer.id')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

/** Which offers a list has. */
export interface OfferFilter {
  /** Null for any. */
  readonly statuses: readonly FlashOfferStatus[] | null;
  readonly variantIds: readonly string[] | null;
  readonly now: Date;
}

/** A part of the offers that shoppers see, by their start. */
export function listOffers(
  db: Statements<Tables>,
  filter: OfferFilter,
  { order, ...slice }: InstantSlice & { readonly order: 'asc' | 'desc' },
): Promise<FlashOffer[]> {
  const list = filtered(db, filter).select(columns);
  return partOfList(list, { by: ['offer.startsAt', 'offer.id'], order }, slice).execute();
}

/** How many there are, up to `mostCounted`. */
export async function countOffers(db: Statements<Tables>, filter: OfferFilter): Promise<number> {
  const { count } = await db
    .selectFrom(filtered(db, filter).select('offer.id').limit(mostCounted).as('counted'))
    .select(sql<number>`count(*)::int4`.as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

function shownOffers(db: Statements<Tables>) {
  return db
    .selectFrom('flashOffers as offer')
    .innerJoin('productVariants as v', 'v.id', 'offer.variantId')
    .innerJoin('products as p', 'p.id', 'v.productId')
    .where('p.status', '=', 'PUBLISHED');
}

function filtered(db: Statements<Tables>, { statuses, variantIds, now }: OfferFilter) {
  return shownOffers(db)
    .$if(statuses !== null, (query) => query.where(inStatus(statuses ?? [], now)))
    .$if(variantIds !== null, (query) => query.where('offer.variantId', '=', anyOf(variantIds ?? [])));
}

/** What has not ended is found through an index of its own, among however many offers that are over. */
function inStatus(statuses: readonly FlashOfferStatus[], now: Date): RawBuilder<boolean> {
  const open = sql`offer.ended_at IS NULL AND offer.ends_at > ${now}`;
  const conditions = {
    ENDED: sql`(offer.ended_at IS NOT NULL OR offer.ends_at <= ${now})`,
    RUNNING: sql`(${open} AND offer.starts_at <= ${now})`,
    PLANNED: sql`(${open} AND offer.starts_at > ${now})`,
  };
  const wanted = new Set(statuses);
  if (wanted.size === 0) return sql`false`;
  if (wanted.size === 2 && !wanted.has('ENDED')) return sql`(${open})`;
  return sql`(${sql.join(
    [...wanted].map((status) => conditions[status]),
    sql` OR `,
  )})`;
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [
  (db) => readShownOffers(db, [''], new Date(0)),
  (db) => findOffersToEnd(db, new Date(0), { after: '', limit: 1 }),
  (db) =>
    listOffers(
      db,
      { statuses: ['PLANNED'], variantIds: [''], now: new Date(0) },
      { size: 1, after: { at: new Date(0), id: '' }, direction: 'forward', order: 'asc' },
    ),
  (db) => countOffers(db, { statuses: ['PLANNED', 'RUNNING'], variantIds: null, now: new Date(0) }),
  (db) => countOffers(db, { statuses: ['ENDED', 'RUNNING'], variantIds: null, now: new Date(0) }),
  (db) => countOffers(db, { statuses: ['PLANNED'], variantIds: null, now: new Date(0) }),
];
