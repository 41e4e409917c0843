import { readIn, type StatementSample, type Statements } from '@cartwright/database';
import { sql } from 'kysely';
import type { Tables } from '../../tables.ts';
import type { ListedProduct, PagePlace, ProductListSpec } from './listed-products.ts';
import { asksOfVariants } from './offer-filter.ts';
import { afterKey, keyExpression, newestOfCollection, orderClause, productOrder } from './product-order.ts';

type OfCollection = ProductListSpec & { readonly filter: { readonly collectionId: string } };

/** Whether a list is of a collection and nothing else, in an order in which an index has it. */
export function readsByCollection(spec: ProductListSpec): spec is OfCollection {
  const { collectionId, offer, ...others } = spec.filter;
  const asked: readonly unknown[] = Object.values(others);
  const isAlone = asked.every((one) => one === undefined) && !asksOfVariants(offer);
  return isAlone && collectionId !== undefined && (spec.order === 'NEWEST' || spec.order === 'MANUAL');
}

/** Reads the page from what the collection holds: as quick for a large one as for a small one. */
export async function readCollectionPage(
  db: Statements<Tables>,
  { filter, order: name }: OfCollection,
  { after, direction, limit }: PagePlace,
): Promise<ListedProduct[]> {
  const order = readIn(direction, name === 'NEWEST' ? newestOfCollection : productOrder(name));
  const { rows } = await sql<ListedProduct>`
    SELECT p.id, p.revision, ${keyExpression(order)} AS key
    FROM collection_products AS m JOIN products AS p ON p.id = m.product_id
    WHERE m.collection_id = ${filter.collectionId} AND p.status = 'PUBLISHED'
      AND ${after === null ? sql`true` : afterKey(order, after)}
    ORDER BY ${orderClause(order)} LIMIT ${limit}`.execute(db);
  return rows;
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [
  (tx) =>
    readCollectionPage(
      tx,
      { filter: { collectionId: '', offer: { currency: 'EUR' } }, order: 'NEWEST' },
      { after: ['2026-01-02T03:04:05Z', ''], direction: 'forward', limit: 1 },
    ),
  (tx) =>
    readCollectionPage(
      tx,
      { filter: { collectionId: '', offer: { currency: 'EUR' } }, order: 'MANUAL' },
      { after: [1, ''], direction: 'backward', limit: 1 },
    ),
];
