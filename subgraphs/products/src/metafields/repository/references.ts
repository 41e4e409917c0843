import { anyOf, type StatementSample, type Statements } from '@cartwright/database';
import type { MetafieldReference, ReferenceType } from '@cartwright/metafields';
import type { Tables } from '../../tables.ts';

const tables = {
  PRODUCT: 'products',
  PRODUCT_VARIANT: 'productVariants',
  CATEGORY: 'categories',
  COLLECTION: 'collections',
  BRAND: 'brands',
} as const satisfies Record<ReferenceType, keyof Tables>;
const types = Object.keys(tables) as ReferenceType[];

/** Tells of some references whether what they refer to is there, shown or not. It may go later: metafields keep nothing in its place. */
export async function findReferred(
  db: Statements<Tables>,
  references: readonly MetafieldReference[],
): Promise<(reference: MetafieldReference) => boolean> {
  const found = new Set<string>();
  for (const type of types) {
    const ids = references.flatMap((one) => (one.type === type ? [one.targetId] : []));
    if (ids.length === 0) continue;
    const rows = await db.selectFrom(tables[type]).select('id').where('id', '=', anyOf(ids)).execute();
    for (const { id } of rows) found.add(`${type} ${id}`);
  }
  return ({ type, targetId }) => found.has(`${type} ${targetId}`);
}

const noId = '00000000-0000-7000-8000-000000000000';
/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = types.map(
  (type) => (db: Statements<Tables>) => findReferred(db, [{ type, targetId: noId }]),
);
