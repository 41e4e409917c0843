import {
  anyOf,
  keyedRead,
  type StatementSample,
  type Statements,
  type Transaction,
} from '@cartwright/database';
import { sql } from 'kysely';
import type { Tables } from '../../tables.ts';

/** What brands are called besides, by their ids, in the order of the alphabet. */
export const aliasesOfBrands = keyedRead((db: Statements<Tables>, brandIds: readonly string[]) =>
  db
    .selectFrom('brandAliases')
    .select(['brandId', 'name'])
    .where('brandId', '=', anyOf(brandIds))
    .orderBy('nameKey'),
);

/** Has a brand be called by a name besides, and by what another one was called besides. */
export async function takeAliases(
  tx: Transaction<Tables>,
  from: { readonly id: string; readonly name: string },
  brandId: string,
): Promise<void> {
  await tx.updateTable('brandAliases').set({ brandId }).where('brandId', '=', from.id).execute();
  await sql`
    INSERT INTO brand_aliases (name_key, name, brand_id) VALUES (brand_key(${from.name}), ${from.name}, ${brandId}::uuid)
    ON CONFLICT (name_key) DO UPDATE SET brand_id = excluded.brand_id`.execute(tx);
}

/** Has a name be no alias any more, as it is that of a brand. */
export async function endAlias(tx: Transaction<Tables>, name: string): Promise<void> {
  await sql`DELETE FROM brand_aliases WHERE name_key = brand_key(${name})`.execute(tx);
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [
  (db) => aliasesOfBrands(db, ['']),
  (tx) =>
    takeAliases(
      tx,
      { id: '00000000-0000-7000-8000-000000000000', name: '' },
      '00000000-0000-7000-8000-000000000000',
    ),
  (tx) => endAlias(tx, ''),
];
