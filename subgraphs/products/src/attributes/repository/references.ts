import { anyOf, type StatementSample, type Transaction } from '@cartwright/database';
import { isId } from '@cartwright/graph';
import { sql } from 'kysely';
import type { Tables } from '../../tables.ts';
import type { AttributeContent } from '../rules/attribute-content.ts';

const tableOf = { PRODUCT: 'products', CATEGORY: 'categories', COLLECTION: 'collections' } as const;
const columnOf = {
  PRODUCT: 'referredProductId',
  CATEGORY: 'referredCategoryId',
  COLLECTION: 'referredCollectionId',
} as const;

/** Which of what some values refer to is there: products, categories, collections, PDF documents and pictures, which nobody takes away until the transaction ends. */
export async function holdReferences(
  tx: Transaction<Tables>,
  contents: readonly AttributeContent[],
): Promise<Set<string>> {
  const found = new Set<string>();
  for (const to of ['PRODUCT', 'CATEGORY', 'COLLECTION'] as const) {
    const ids = contents
      .flatMap((one) => (one.kind === 'REFERENCE' && one.to === to ? [one.id] : []))
      .filter(isId);
    if (ids.length === 0) continue;
    const held = tx.selectFrom(tableOf[to]).select('id').where('id', '=', anyOf(ids)).orderBy('id');
    for (const { id } of await held.forKeyShare().execute()) found.add(id);
  }
  const files = contents.flatMap((one) => (one.kind === 'FILE' ? [one.mediaId] : [])).filter(isId);
  if (files.length === 0) return found;
  const held = tx.selectFrom('mediaFiles').select('id').where('id', '=', anyOf(files));
  const shown = held.where((eb) =>
    eb.or([eb('mediaType', '=', 'application/pdf'), eb('width', 'is not', null)]),
  );
  for (const { id } of await shown.orderBy('id').forKeyShare().execute()) found.add(id);
  return found;
}

/** How many other products have attributes that refer to something, which nobody refers to anew until the transaction ends. */
export async function countReferring(
  tx: Transaction<Tables>,
  to: keyof typeof tableOf,
  id: string,
): Promise<number> {
  await tx.selectFrom(tableOf[to]).select('id').where('id', '=', id).forUpdate().execute();
  const { count } = await tx
    .selectFrom('attributeValues')
    .select(sql<number>`count(DISTINCT product_id)::integer`.as('count'))
    .where(columnOf[to], '=', id)
    .where('productId', '<>', id)
    .executeTakeFirstOrThrow();
  return count;
}

const noId = '00000000-0000-7000-8000-000000000000';
/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [
  (tx) => holdReferences(tx, [{ kind: 'FILE', mediaId: noId }]),
  (tx) => countReferring(tx, 'PRODUCT', noId),
  (tx) => countReferring(tx, 'CATEGORY', noId),
  (tx) => countReferring(tx, 'COLLECTION', noId),
];
