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
import type { Tables } from '../generated/tables.ts';
import type { OffersWithin, StockChange, VariantChange } from './ports.ts';
import type { Offer } from './rules.ts';

const variantColumns = [
  'variantId',
  'productId',
  'version',
  'title',
  'variantTitle',
  'sku',
  'weightGrams',
  'forSale',
] as const;

/** The copy in PostgreSQL. */
export const offersWithin: OffersWithin = (tx) => bind(tx, { saveVariants, saveStock, findOffers });

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
  return withColumns(tx.insertInto('variants'), variantColumns)
    .expression(tx.selectFrom(recordset(tx, 'variants', variants).as('new')).select(variantColumns))
    .onConflict((conflict) =>
      conflict
        .column('variantId')
        .doUpdateSet((eb) => ({
          productId: eb.ref('excluded.productId'),
          version: eb.ref('excluded.version'),
          title: eb.ref('excluded.title'),
          variantTitle: eb.ref('excluded.variantTitle'),
          sku: eb.ref('excluded.sku'),
          weightGrams: eb.ref('excluded.weightGrams'),
          forSale: eb.ref('excluded.forSale'),
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
  const oldestFirst = changes.toSorted((a, b) => a.version - b.version);
  const newest = new Map(oldestFirst.map((change) => [change.variantId, change]));
  return [...newest.values()].sort((a, b) => (a.variantId < b.variantId ? -1 : 1));
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
    .select((eb) =>
      jsonRow<Offer>({
        variantId: eb.ref('v.variantId'),
        productId: eb.ref('v.productId'),
        title: eb.ref('v.title'),
        variantTitle: eb.ref('v.variantTitle'),
        sku: eb.ref('v.sku'),
        forSale: eb.ref('v.forSale'),
        unitPriceMinor: eb.ref('p.amountMinor'),
        available: eb.ref('s.available'),
      }).as('offer'),
    );
}

const sampleId = '00000000-0000-7000-8000-000000000000';
/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples = [
  (tx) => saveVariants(tx, []),
  (tx) => saveStock(tx, []),
  (tx) => findOffers(tx, [sampleId], 'EUR'),
] satisfies StatementSample<Tables>[];
