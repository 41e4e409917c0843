import { readIn, type StatementSample, type Statements } from '@cartwright/database';
import type { Tables } from '../../tables.ts';
import { mostCounted } from '../rules/counted.ts';
import { builtOnce } from './built-once.ts';
import { readCollectionPage, readsByCollection } from './collection-pages.ts';
import { readCategoriesPage, readsByCategory } from './category-pages.ts';
import { readFoundPage } from './found-pages.ts';
import { listed, type ListedProduct, type PagePlace, type ProductListSpec } from './listed-products.ts';
import { allOf } from './product-filter.ts';
import { afterKey, keyExpression, productOrder } from './product-order.ts';

/** A page of a list. */
export interface ProductPage {
  readonly products: readonly ListedProduct[];
  /** How many the list holds, up to `mostCounted`; undefined where the page was read without looking at the others. */
  readonly counted: number | undefined;
}

/** Reads the page at a place. */
export async function readProductPage(
  db: Statements<Tables>,
  spec: ProductListSpec,
  place: PagePlace,
): Promise<ProductPage> {
  if (readsByCategory(spec))
    return { products: await readCategoriesPage(db, spec, place), counted: undefined };
  if (readsByCollection(spec))
    return { products: await readCollectionPage(db, spec, place), counted: undefined };
  if (spec.filter.tsquery === undefined)
    return { products: await walkProducts(db, spec, place), counted: undefined };
  const found = await readFoundPage(db, spec, place);
  if (found.counted < mostCounted || spec.order === 'RELEVANCE') return found;
  return { ...found, products: await walkProducts(db, spec, place) };
}

/** Goes through the products in the order of the list until it has enough: what is quick where many are in the list. */
async function walkProducts(
  db: Statements<Tables>,
  spec: ProductListSpec,
  place: PagePlace,
): Promise<ListedProduct[]> {
  const statement = builtOnce('walk', { spec, place }, (one, at) => walk(db, one, at).compile());
  const { rows } = await db.executeQuery(statement);
  return rows;
}

function walk(db: Statements<Tables>, spec: ProductListSpec, { after, direction: way, limit }: PagePlace) {
  const order = readIn(way, productOrder(spec.order, spec.filter));
  const { columns, direction } = order;
  const query = listed(db, spec)
    .select(['p.id', 'p.revision'])
    .select(keyExpression(order).as('key'))
    .where(after === null ? allOf([]) : afterKey(order, after))
    .limit(limit);
  return columns.reduce((ordered, { expression }) => ordered.orderBy(expression, direction), query);
}

/** Counts the products of a list, up to `mostCounted`. */
export async function countProducts(db: Statements<Tables>, spec: ProductListSpec): Promise<number> {
  const { count } = await db
    .selectFrom(listed(db, spec).select('p.id').limit(mostCounted).as('counted'))
    .select((eb) => eb.cast<number>(eb.fn.countAll(), 'integer').as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

const everything = { offer: { currency: 'EUR' } } as const;
const one = { direction: 'forward', limit: 1 } as const;
const inStock = { offer: { currency: 'EUR', availableForSale: true } } as const;

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [
  (tx) => readProductPage(tx, { filter: everything, order: 'PRICE_ASC' }, { after: [1, ''], ...one }),
  (tx) => readProductPage(tx, { filter: inStock, order: 'PRICE_DESC' }, { after: [1, ''], ...one }),
  (tx) => readProductPage(tx, { filter: inStock, order: 'NAME' }, { after: ['Mug', ''], ...one }),
  (tx) => readProductPage(tx, { filter: { ...inStock, ids: [''] }, order: 'IDS' }, { after: [1], ...one }),
  (tx) => countProducts(tx, { filter: inStock, order: 'PRICE_ASC' }),
];
