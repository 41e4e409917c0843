import {
  jsonRow,
  recordset,
  type StatementSample,
  type Transaction,
  withColumns,
} from '@cartwright/database';
import { sql } from 'kysely';
import type { Tables } from '../../generated/tables.ts';
import { newestBy } from '../newest.ts';
import type { TraitsChange } from '../ports.ts';
import type { Traits } from '../rules.ts';

const columns = [
  'productId',
  'version',
  'categoryIds',
  'collectionIds',
  'attributes',
  'variantAttributes',
  'taxClass',
] as const;

/** Stores what products are selected and taxed by, unless what is stored is as new or newer. */
export async function saveTraits(tx: Transaction<Tables>, changes: readonly TraitsChange[]): Promise<void> {
  const rows = newestBy(changes, ({ productId }) => productId).map(({ variants, ...traits }) => ({
    ...traits,
    variantAttributes: Object.fromEntries(
      variants.map(({ variantId, attributes }) => [variantId, attributes]),
    ),
  }));
  await withColumns(tx.insertInto('productTraits'), columns)
    .expression(tx.selectFrom(recordset(tx, 'productTraits', rows).as('new')).select(columns))
    .onConflict((conflict) =>
      conflict
        .column('productId')
        .doUpdateSet((eb) => ({
          version: eb.ref('excluded.version'),
          categoryIds: eb.ref('excluded.categoryIds'),
          collectionIds: eb.ref('excluded.collectionIds'),
          attributes: eb.ref('excluded.attributes'),
          variantAttributes: eb.ref('excluded.variantAttributes'),
          taxClass: eb.ref('excluded.taxClass'),
        }))
        .whereRef('excluded.version', '>', 'productTraits.version'),
    )
    .execute();
}

/** Those of the variant `v`, whose product's are `t`, as a row to be written as JSON; none but its weight where nothing has been told. */
export const traitsOf = jsonRow<Traits>({
  categoryIds: sql`coalesce(t.category_ids, '{}')`,
  collectionIds: sql`coalesce(t.collection_ids, '{}')`,
  attributes: sql`coalesce(t.attributes || coalesce(t.variant_attributes -> v.variant_id::text, '[]'), '[]')`,
  taxClass: sql`t.tax_class`,
  weightGrams: sql`v.weight_grams`,
});

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples = [(tx) => saveTraits(tx, [])] satisfies StatementSample<Tables>[];
