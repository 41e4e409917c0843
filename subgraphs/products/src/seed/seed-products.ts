import { randomUUID } from 'node:crypto';
import {
  chunksOf,
  sampleCatalogue,
  sampleCustomers,
  sampleOrders,
  type SampleCategory,
  type SampleOrder,
  type SampleProduct,
} from '@cartwright/sample-data';
import { CategoryTree } from '../catalogue/door.ts';
import type { Parts } from '../parts.ts';
import { brandRows } from './brand-rows.ts';
import { collectionRows, handPickedRows } from './collection-rows.ts';
import { definitionRows, productTypeRows } from './attribute-rows.ts';
import { germanPage } from './german-texts.ts';
import { offerRows } from './offer-rows.ts';
import { expectedRows } from './expected-rows.ts';
import { sampleSearches } from './sample-searches.ts';
import { addCounts } from '../search-terms/door.ts';
import { searchSettingRows } from './search-setting-rows.ts';
import { insertProducts } from './insert-products.ts';
import { productRows } from './product-rows.ts';
import { analyze, insertMissing, readSeeded, sellBeforehand, type SeededRow } from './repository.ts';

type Database = Pick<Parts['database'], 'statements' | 'transaction'>;

const chunkSize = 250;

/** What a search reads of products takes a core of PostgreSQL, so that two chunks at once take half the time of one after the other. */
const chunksAtOnce = 2;

/** What a seed did. */
export interface SeedResult {
  /** Products that were not there before. */
  readonly inserted: number;
  readonly total: number;
}

/** How much to seed. */
export interface SeedProductsOptions {
  readonly products?: number;
  /** Told how many products are there, as they come. */
  readonly progress?: (products: number) => void;
}

/**
 * Fills the database with the sample catalogue, its stock and its reviews. What is there already stays as it is, so
 * that a second run changes nothing, and one that was broken off is taken up where it stopped. No messages are sent: other
 * domains seed their own copies, but for what promotions and taxes go by, which the room `traits` tells once it runs.
 */
export async function seedProducts(
  database: Database,
  options: SeedProductsOptions = {},
): Promise<SeedResult> {
  const result = await seedCatalogue(database, options);
  if (result.inserted > 0) await analyze(database.statements);
  return result;
}

async function seedCatalogue(
  database: Database,
  { progress, ...options }: SeedProductsOptions,
): Promise<SeedResult> {
  const { categories, products } = sampleCatalogue(options);
  const tree = new CategoryTree(categories.map((category) => ({ ...category, version: 1 })));
  await insertMissing(database.statements, 'categories', categories.map(categoryRow));
  await seedProductTypes(database);
  await seedBrands(database);
  await insertMissing(database.statements, 'searchSettings', searchSettingRows(new Date()));
  await seedSearches(database);
  await insertMissing(database.statements, 'reviewers', sampleCustomers().map(reviewerRow));
  await insertMissing(database.statements, 'purchases', sampleOrders().flatMap(purchaseRows));
  const chunks = chunksOf(products, chunkSize);
  const done = { inserted: 0, total: 0 };
  const workOff = async (): Promise<void> => {
    for (const chunk of chunks) {
      const inserted = await seedChunk(database, chunk, tree);
      done.inserted += inserted;
      done.total += chunk.length;
      progress?.(done.total);
    }
  };
  await Promise.all(Array.from({ length: chunksAtOnce }, workOff));
  await seedCollections(database, products);
  await seedExpected(database, products);
  await seedOffers(database, products);
  return done;
}

/** Before the products, so that these find theirs. What staff have made of a brand is theirs: it gets its logo only when it comes. */
async function seedBrands({ transaction }: Database): Promise<void> {
  const { brands, logos } = brandRows(new Date());
  await transaction(async (tx) => {
    if ((await insertMissing(tx, 'brands', brands)) === brands.length)
      await insertMissing(tx, 'brandLogos', logos);
  });
}

/** Searches are counted: they are added where there are none. */
async function seedSearches({ statements }: Database): Promise<void> {
  const any = await statements.selectFrom('searchTerms').select('id').limit(1).executeTakeFirst();
  if (any === undefined)
    await addCounts(statements, sampleSearches(), { now: new Date(), newId: randomUUID });
}

/** What staff have made of a product type is theirs from then on: it gets its attributes only when it comes. */
async function seedProductTypes({ transaction }: Database): Promise<void> {
  await transaction(async (tx) => {
    const inserted = await insertMissing(tx, 'productTypes', productTypeRows(new Date()));
    if (inserted > 0) await insertMissing(tx, 'attributeDefinitions', definitionRows());
  });
}

/** What staff have put together is theirs from then on: it gets its products only when it comes. */
async function seedCollections(
  { transaction }: Database,
  products: Iterable<Pick<SampleProduct, 'id' | 'createdAt'>>,
): Promise<void> {
  const { handMade, ruled } = collectionRows(new Date());
  await transaction(async (tx) => {
    const isNew = (await insertMissing(tx, 'collections', handMade === undefined ? [] : [handMade])) > 0;
    if (isNew) await insertMissing(tx, 'collectionProducts', handPickedRows(products));
    await insertMissing(tx, 'collections', ruled);
  });
}

/** A variant that is sold before it is there, and what its supplier is to bring: made once, and theirs of the staff from then on. */
async function seedExpected(
  { transaction }: Database,
  products: Iterable<Pick<SampleProduct, 'variants'>>,
): Promise<void> {
  const expected = expectedRows(products, new Date());
  if (expected === undefined) return;
  await transaction(async (tx) => {
    const isNew = (await insertMissing(tx, 'inboundShipments', [expected.shipment])) > 0;
    if (!isNew) return;
    await sellBeforehand(tx, expected.line.variantId);
    await insertMissing(tx, 'inboundShipmentLines', [expected.line]);
  });
}

/** Price lists and flash offers of some variants: made once, and theirs of the staff from then on. */
async function seedOffers(
  { transaction }: Database,
  products: Iterable<Pick<SampleProduct, 'variants'>>,
): Promise<void> {
  const rows = offerRows(products, new Date());
  await transaction(async (tx) => {
    if ((await insertMissing(tx, 'priceLists', rows.priceLists)) > 0)
      await insertMissing(tx, 'priceListPrices', rows.priceListPrices);
    if ((await insertMissing(tx, 'flashOffers', rows.flashOffers)) > 0)
      await insertMissing(tx, 'variantSales', rows.variantSales);
  });
}

async function seedChunk(
  database: Database,
  chunk: readonly SampleProduct[],
  tree: CategoryTree,
): Promise<number> {
  const ids = chunk.map(({ id }) => id);
  const seeded = await readSeeded(database.statements, ids);
  const missing = chunk.filter(({ id }) => !seeded.has(id));
  const rows = productRows(missing, { categoryPath: (id) => tree.path(id), now: new Date() });
  return database.transaction((tx) => insertProducts(tx, rows));
}

type SampleCustomer = ReturnType<typeof sampleCustomers>[number];

function reviewerRow({ id, firstName, lastName }: SampleCustomer): SeededRow<'reviewers'> {
  return { customerId: id, displayName: `${firstName} ${lastName.charAt(0)}.` };
}

function purchaseRows({ id: orderId, customerId, status, lines }: SampleOrder): SeededRow<'purchases'>[] {
  const productIds = new Set(lines.map(({ productId }) => productId));
  const isUndone = status === 'CANCELLED';
  return [...productIds].map((productId) => ({ orderId, productId, customerId, isUndone }));
}

/** A category with its texts in German. */
function categoryRow(category: SampleCategory): SeededRow<'categories'> {
  return { ...category, translations: germanPage(category) };
}
