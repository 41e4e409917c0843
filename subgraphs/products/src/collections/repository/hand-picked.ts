import {
  anyOf,
  recordset,
  type StatementSample,
  type Statements,
  type Transaction,
  withColumns,
} from '@cartwright/database';
import type { Tables } from '../../tables.ts';

/** The products of a collection that staff put together, in their order, shown or not. */
export async function readHandOrder(db: Statements<Tables>, collectionId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('collectionProducts')
    .select('productId')
    .where('collectionId', '=', collectionId)
    .orderBy('position')
    .orderBy('productId')
    .execute();
  return rows.map(({ productId }) => productId);
}

/** Those of some products that there are, shown or not. */
export async function readKnownIds(db: Statements<Tables>, ids: readonly string[]): Promise<Set<string>> {
  const rows = await db.selectFrom('products').select('id').where('id', '=', anyOf(ids)).execute();
  return new Set(rows.map(({ id }) => id));
}

/** Puts products into a collection; their places are `saveHandOrder`'s. */
export async function addProducts(
  tx: Transaction<Tables>,
  collectionId: string,
  ids: readonly string[],
): Promise<void> {
  const columns = ['collectionId', 'productId', 'position', 'createdAt'] as const;
  await withColumns(tx.insertInto('collectionProducts'), columns)
    .expression((eb) =>
      eb
        .selectFrom('products')
        .select((product) => [
          product.val(collectionId).as('collectionId'),
          'id',
          product.lit(0).as('position'),
          'createdAt',
        ])
        .where('id', '=', anyOf(ids)),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Takes products out of a collection. */
export async function removeProducts(
  tx: Transaction<Tables>,
  collectionId: string,
  ids: readonly string[],
): Promise<void> {
  await tx
    .deleteFrom('collectionProducts')
    .where('collectionId', '=', collectionId)
    .where('productId', '=', anyOf(ids))
    .execute();
}

/** Numbers the products of a collection in an order, from 0. */
export async function saveHandOrder(
  tx: Transaction<Tables>,
  collectionId: string,
  ids: readonly string[],
): Promise<void> {
  const places = ids.map((productId, position) => ({ productId, position }));
  await tx
    .updateTable('collectionProducts as member')
    .from(recordset(tx, 'collectionProducts', places).as('place'))
    .set((eb) => ({ position: eb.ref('place.position') }))
    .where('member.collectionId', '=', collectionId)
    .whereRef('place.productId', '=', 'member.productId')
    .whereRef('place.position', 'is distinct from', 'member.position')
    .execute();
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [
  (tx) => readHandOrder(tx, ''),
  (tx) => addProducts(tx, '', ['']),
  (tx) => saveHandOrder(tx, '', ['']),
];
