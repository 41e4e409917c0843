import { anyOf, type Statements } from '@cartwright/database';
import type { Tables } from '../../tables.ts';

/** Those of some ids that are of a product that shoppers see. */
export async function readExistingIds(db: Statements<Tables>, ids: readonly string[]): Promise<string[]> {
  const rows = await db
    .selectFrom('products')
    .select('id')
    .where('id', '=', anyOf(ids))
    .where('status', '=', 'PUBLISHED')
    .execute();
  return rows.map(({ id }) => id);
}
