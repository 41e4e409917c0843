import {
  anyOf,
  jsonb,
  recordset,
  type StatementSample,
  type Statements,
  type Transaction,
  withColumns,
} from '@cartwright/database';
import type { QuantityPrice } from '@cartwright/money';
import { sql } from 'kysely';
import type { Tables } from '../tables.ts';
import { runsAt, type PriceList } from './rules/price-list.ts';

/** What a list says that a variant costs. */
export interface ListedPrices {
  readonly variantId: string;
  readonly priceListId: string;
  readonly prices: readonly QuantityPrice[];
}

/** All lists, the oldest first. */
export function readPriceLists(db: Statements<Tables>): Promise<PriceList[]> {
  return db.selectFrom('priceLists').selectAll().orderBy('id').execute();
}

/** A list by its id. */
export function findPriceList(db: Statements<Tables>, id: string): Promise<PriceList | undefined> {
  return db.selectFrom('priceLists').selectAll().where('id', '=', id).executeTakeFirst();
}

/** A list that nobody else changes until the transaction ends. */
export function holdPriceList(tx: Transaction<Tables>, id: string): Promise<PriceList | undefined> {
  return tx.selectFrom('priceLists').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

/** Counts the lists, once nobody else can make one until the transaction ends. */
export async function countForOneMore(tx: Transaction<Tables>): Promise<number> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended('price lists', 0))`.execute(tx);
  const { count } = await tx
    .selectFrom('priceLists')
    .select((eb) => eb.cast<number>(eb.fn.countAll(), 'integer').as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** Adds a list. */
export async function insertPriceList(tx: Transaction<Tables>, list: PriceList): Promise<void> {
  await tx.insertInto('priceLists').values(columnsOf(list)).execute();
}

/** Stores all of a list. */
export async function savePriceList(tx: Transaction<Tables>, list: PriceList): Promise<void> {
  await tx.updateTable('priceLists').set(columnsOf(list)).where('id', '=', list.id).execute();
}

function columnsOf({ countries, groupIds, adjustments, ...list }: PriceList) {
  return {
    ...list,
    countries: [...countries],
    groupIds: [...groupIds],
    adjustments: jsonb(adjustments),
  };
}

/** Deletes a list and its prices. */
export async function deletePriceList(tx: Transaction<Tables>, id: string): Promise<void> {
  await tx.deleteFrom('priceLists').where('id', '=', id).execute();
}

/** Lists that should run by a time and do not, or the other way round; nobody else changes them until the transaction ends. */
export async function holdDuePriceLists(tx: Transaction<Tables>, now: Date): Promise<PriceList[]> {
  const lists = await tx.selectFrom('priceLists').selectAll().orderBy('id').forUpdate().execute();
  return lists.filter((list) => list.isRunning !== runsAt(list, now));
}

/** Which of these variants there are. */
export async function existingVariants(
  tx: Transaction<Tables>,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await tx.selectFrom('productVariants').select('id').where('id', '=', anyOf(ids)).execute();
  return new Set(rows.map(({ id }) => id));
}

/** Stores what a list says that variants cost, each in place of what it said before; of a variant without prices nothing stays. */
export async function saveListedPrices(
  tx: Transaction<Tables>,
  rows: readonly ListedPrices[],
): Promise<void> {
  if (rows.length === 0) return;
  const [kept, gone] = [
    rows.filter(({ prices }) => prices.length > 0),
    rows.filter(({ prices }) => prices.length === 0),
  ];
  await withColumns(tx.insertInto('priceListPrices'), ['variantId', 'priceListId', 'prices'])
    .expression(
      tx
        .selectFrom(recordset(tx, 'priceListPrices', kept).as('new'))
        .select(['variantId', 'priceListId', 'prices']),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['variantId', 'priceListId'])
        .doUpdateSet((eb) => ({ prices: eb.ref('excluded.prices') })),
    )
    .execute();
  if (gone.length === 0) return;
  await tx
    .deleteFrom('priceListPrices as old')
    .using(recordset(tx, 'priceListPrices', gone).as('gone'))
    .whereRef('old.variantId', '=', 'gone.variantId')
    .whereRef('old.priceListId', '=', 'gone.priceListId')
    .execute();
}

/** What lists say of variants, for staff: by the age of the lists. */
export function readListedPrices(
  db: Statements<Tables>,
  variantIds: readonly string[],
): Promise<ListedPrices[]> {
  return db
    .selectFrom('priceListPrices')
    .select(['variantId', 'priceListId', 'prices'])
    .where('variantId', '=', anyOf(variantIds))
    .orderBy('priceListId')
    .execute();
}

/** What a buyer's prices are worked out from. */
export interface BuyerFacts {
  readonly groupIds: readonly string[];
  readonly listed: readonly ListedPrices[];
}

/** The groups of a customer, where there is one, and what some lists say of variants: with one statement. */
export async function readBuyerFacts(
  db: Statements<Tables>,
  customerId: string | null,
  asked: { readonly variantIds: readonly string[]; readonly priceListIds: readonly string[] },
): Promise<BuyerFacts> {
  const { facts } = await db
    .selectNoFrom((eb) => {
      const groups = eb.selectFrom('customers').select('groupIds').where('customerId', '=', customerId);
      const listed = eb
        .selectFrom('priceListPrices as p')
        .select(
          sql<
            ListedPrices[]
          >`json_agg(json_build_object('variantId', p.variant_id, 'priceListId', p.price_list_id, 'prices', p.prices))`.as(
            'rows',
          ),
        )
        .where('p.variantId', '=', anyOf(asked.variantIds))
        .where('p.priceListId', '=', anyOf(asked.priceListIds));
      return sql<BuyerFacts>`json_build_object('groupIds', coalesce(${groups}, '{}'), 'listed', coalesce(${listed}, '[]'))`.as(
        'facts',
      );
    })
    .executeTakeFirstOrThrow();
  return facts;
}

const sampleId = '00000000-0000-7000-8000-000000000000';
/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples = [
  (tx) => readPriceLists(tx),
  (tx) => findPriceList(tx, sampleId),
  (tx) => holdPriceList(tx, sampleId),
  (tx) => deletePriceList(tx, sampleId),
  (tx) => holdDuePriceLists(tx, new Date(0)),
  (tx) => existingVariants(tx, [sampleId]),
  (tx) => saveListedPrices(tx, [{ variantId: sampleId, priceListId: sampleId, prices: [] }]),
  (tx) => readListedPrices(tx, [sampleId]),
  (tx) => readBuyerFacts(tx, sampleId, { variantIds: [sampleId], priceListIds: [sampleId] }),
] satisfies StatementSample<Tables>[];
