import {
  anyOf,
  bind,
  jsonRow,
  recordset,
  type Statements,
  type StatementSample,
  type Transaction,
  withColumns,
} from '@cartwright/database';
import type { StoreCurrency } from '@cartwright/money';
import { sql, type Expression } from 'kysely';
import type { Tables } from '../../generated/tables.ts';
import { newestBy } from '../newest.ts';
import type { OffersWithin, StockChange, VariantChange } from '../ports.ts';
import { savePriceListPrices, savePriceLists } from './price-list-copies.ts';
import { saveTraits, traitsOf } from './trait-copies.ts';
import type { Offer } from '../rules.ts';

const variantColumns = [
  'variantId',
  'productId',
  'version',
  'title',
  'variantTitle',
  'translations',
  'sku',
  'weightGrams',
  'forSale',
  'bundleParts',
] as const;

/** The copy in PostgreSQL. */
export const offersWithin: OffersWithin = (tx) =>
  bind(tx, {
    saveVariants,
    saveStock,
    saveTraits,
    savePriceLists,
    savePriceListPrices,
    findOffers,
    findGroups,
  });

/** Stores variants and their prices, unless what is stored is as new or newer. */
export async function saveVariants(
  tx: Transaction<Tables>,
  changes: readonly VariantChange[],
): Promise<void> {
  const newest = newestOf(changes);
  const prices = newest.flatMap(({ variantId, prices: own }) =>
    own.map((price) => ({ variantId, ...price })),
  );
  await tx
    .with('newer', () => overwriteOlder(tx, newest))
    .with('price', (db) =>
      db
        .selectFrom(recordset(tx, 'variantPrices', prices).as('new'))
        .innerJoin('newer', 'newer.variantId', 'new.variantId')
        .select(['new.variantId', 'new.currency', 'new.amountMinor', 'new.compareAtMinor']),
    )
    .with('priced', (db) =>
      withColumns(db.insertInto('variantPrices'), ['variantId', 'currency', 'amountMinor', 'compareAtMinor'])
        .expression(db.selectFrom('price').select(['variantId', 'currency', 'amountMinor', 'compareAtMinor']))
        .onConflict((conflict) =>
          conflict.columns(['variantId', 'currency']).doUpdateSet((eb) => ({
            amountMinor: eb.ref('excluded.amountMinor'),
            compareAtMinor: eb.ref('excluded.compareAtMinor'),
          })),
        ),
    )
    .deleteFrom('variantPrices as old')
    .using('newer')
    .whereRef('old.variantId', '=', 'newer.variantId')
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('price')
            .select('price.currency')
            .whereRef('price.variantId', '=', 'old.variantId')
            .whereRef('price.currency', '=', 'old.currency'),
        ),
      ),
    )
    .execute();
}

/** Stores variants without their prices, and gives the ids of those that were older or not there. */
function overwriteOlder(tx: Transaction<Tables>, variants: readonly VariantChange[]) {
  const rows = variants.map(({ translations = {}, bundleParts = [], ...variant }) => ({
    ...variant,
    translations,
    bundleParts,
  }));
  return withColumns(tx.insertInto('variants'), variantColumns)
    .expression(tx.selectFrom(recordset(tx, 'variants', rows).as('new')).select(variantColumns))
    .onConflict((conflict) =>
      conflict
        .column('variantId')
        .doUpdateSet((eb) => ({
          productId: eb.ref('excluded.productId'),
          version: eb.ref('excluded.version'),
          title: eb.ref('excluded.title'),
          variantTitle: eb.ref('excluded.variantTitle'),
          translations: eb.ref('excluded.translations'),
          sku: eb.ref('excluded.sku'),
          weightGrams: eb.ref('excluded.weightGrams'),
          forSale: eb.ref('excluded.forSale'),
          bundleParts: eb.ref('excluded.bundleParts'),
        }))
        .whereRef('excluded.version', '>', 'variants.version'),
    )
    .returning('variantId');
}

/** Stores what is available, unless what is stored is as new or newer. */
export async function saveStock(tx: Transaction<Tables>, changes: readonly StockChange[]): Promise<void> {
  await withColumns(tx.insertInto('variantStock'), ['variantId', 'version', 'available'])
    .expression(
      tx
        .selectFrom(recordset(tx, 'variantStock', newestOf(changes)).as('new'))
        .select(['variantId', 'version', 'available']),
    )
    .onConflict((conflict) =>
      conflict
        .column('variantId')
        .doUpdateSet((eb) => ({
          version: eb.ref('excluded.version'),
          available: eb.ref('excluded.available'),
        }))
        .whereRef('excluded.version', '>', 'variantStock.version'),
    )
    .execute();
}

/** The newest of each variant, in the order of ids: all replicas then take row locks in one order. */
function newestOf<Change extends { variantId: string; version: number }>(
  changes: readonly Change[],
): Change[] {
  return newestBy(changes, ({ variantId }) => variantId);
}

/** What is known of variants in one currency, by variant id. */
export async function findOffers(
  db: Statements<Tables>,
  variantIds: readonly string[],
  currency: StoreCurrency,
): Promise<ReadonlyMap<string, Offer>> {
  const offers = selectOffers(db, sql`${currency}`).where('v.variantId', '=', anyOf(variantIds));
  const rows = await db
    .selectFrom(offers.as('one'))
    .select(sql<Offer>`to_json(${sql.ref('one.offer')})`.as('offer'))
    .execute();
  return new Map(rows.map(({ offer }) => [offer.variantId, offer]));
}

/** Selects the `offer` of each variant, `v`, in a currency, as a row to be written as JSON: for statements of other rooms to join. */
export function selectOffers(db: Statements<Tables>, currency: Expression<StoreCurrency>) {
  return db
    .selectFrom('variants as v')
    .leftJoin('variantPrices as p', (join) =>
      join.onRef('p.variantId', '=', 'v.variantId').on('p.currency', '=', currency),
    )
    .leftJoin('variantStock as s', 's.variantId', 'v.variantId')
    .leftJoin('productTraits as t', 't.productId', 'v.productId')
    .select((eb) =>
      jsonRow<Offer>({
        variantId: eb.ref('v.variantId'),
        productId: eb.ref('v.productId'),
        title: eb.ref('v.title'),
        variantTitle: eb.ref('v.variantTitle'),
        translations: eb.ref('v.translations'),
        sku: eb.ref('v.sku'),
        forSale: isForSale,
        parts: partsIn(currency),
        unitPriceMinor: eb.ref('p.amountMinor'),
        isReduced: sql<boolean>`coalesce(p.compare_at_minor > p.amount_minor, false)`,
        traits: traitsOf,
        priceLists: listsOf(currency, 'v.variant_id'),
        available: eb.ref('s.available'),
      }).as('offer'),
    );
}

/** For statements of other rooms too: whether the variant `v` is for sale, and all that it consists of; of a part that is not known as yet nobody knows that. */
export const isForSale = sql<boolean>`(v.for_sale and not exists (
  select from jsonb_array_elements(v.bundle_parts) as share
  left join variants part on part.variant_id = (share ->> 'variantId')::uuid
  where part.for_sale is not true))`;

/** What the variant `v` consists of, with what is known of its parts in a currency. */
function partsIn(currency: Expression<StoreCurrency>) {
  return sql<NonNullable<Offer['parts']>>`(
    select coalesce(json_agg(json_build_object(
      'variantId', part.variant_id, 'quantity', (share.share ->> 'quantity')::integer,
      'title', part.title, 'variantTitle', part.variant_title, 'translations', part.translations, 'sku', part.sku,
      'unitPriceMinor', price.amount_minor, 'priceLists', ${listsOf(currency, 'part.variant_id')}) order by share.place), '[]')
    from jsonb_array_elements(v.bundle_parts) with ordinality as share (share, place)
    join variants part on part.variant_id = (share.share ->> 'variantId')::uuid
    left join variant_prices price on price.variant_id = part.variant_id and price.currency = ${currency})`;
}

/** The price lists that run in a currency and say something of a variant. */
function listsOf(currency: Expression<StoreCurrency>, variantId: 'v.variant_id' | 'part.variant_id') {
  return sql<Offer['priceLists']>`(
    select coalesce(json_agg(json_build_object(
      'priority', pl.priority, 'countries', pl.countries, 'groupIds', pl.group_ids,
      'adjustments', pl.adjustments, 'prices', coalesce(pp.prices, '[]')) order by pl.id), '[]')
    from price_lists pl
    left join price_list_prices pp on pp.price_list_id = pl.id and pp.variant_id = ${sql.ref(variantId)}
    where pl.is_running and pl.currency = ${currency}
      and (pl.adjustments <> '[]' or coalesce(pp.prices, '[]') <> '[]'))`;
}

/** The groups of customers; of whom nothing is known is left out. */
export async function findGroups(
  db: Statements<Tables>,
  customerIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await db
    .selectFrom('customers')
    .select(['customerId', 'groupIds'])
    .where('customerId', '=', anyOf(customerIds))
    .execute();
  return new Map(rows.map(({ customerId, groupIds }) => [customerId, groupIds]));
}

const sampleId = '00000000-0000-7000-8000-000000000000';
/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples = [
  (tx) => saveVariants(tx, []),
  (tx) => saveStock(tx, []),
  (tx) => findGroups(tx, [sampleId]),
  (tx) => findOffers(tx, [sampleId], 'EUR'),
] satisfies StatementSample<Tables>[];
