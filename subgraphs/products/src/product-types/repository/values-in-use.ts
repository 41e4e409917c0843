import { type StatementSample, type Statements, type Transaction } from '@cartwright/database';
import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Tables } from '../../tables.ts';
import type { AttributeDefinition } from '../rules/definition.ts';
import type { ValueCheck } from '../rules/plan-definitions.ts';

/** Counts what stands in the way of a change of an attribute. */
export async function countInTheWay(
  tx: Transaction<Tables>,
  { definition, which, choices }: ValueCheck,
  productTypeId: string,
): Promise<number> {
  if (which === 'lacking') return countLacking(tx, definition, productTypeId);
  const { count } = await tx
    .selectFrom('attributeValues as v')
    .select((eb) => eb.cast<number>(eb.fn.countAll(), 'integer').as('count'))
    .where('v.definitionId', '=', definition.id)
    .$if(which === 'several', (query) =>
      query.where(sql<boolean>`jsonb_array_length(v.value -> 'choices') > 1`),
    )
    .$if(which === 'choices', (query) =>
      query.where(sql<boolean>`v.value -> 'choices' ?| ${choices}::text[]`),
    )
    .executeTakeFirstOrThrow();
  return count;
}

async function countLacking(
  tx: Transaction<Tables>,
  { id, owner }: AttributeDefinition,
  productTypeId: string,
): Promise<number> {
  const { rows } = await sql<{ readonly count: number }>`
    SELECT count(*)::int AS count FROM products p
    WHERE p.product_type_id = ${productTypeId} AND p.status IN ('PUBLISHED', 'SCHEDULED')
      AND ${lacks(sql`${owner}::text`, sql`${id}::uuid`)}`.execute(tx);
  return rows[0]?.count ?? 0;
}

/** Whether a product `p`, or one of its variants, has no value of an attribute of that owner and id. */
function lacks(owner: RawBuilder<unknown>, id: RawBuilder<unknown>): RawBuilder<SqlBool> {
  return sql<boolean>`CASE ${owner}
    WHEN 'PRODUCT' THEN NOT EXISTS (
      SELECT FROM attribute_values v WHERE v.product_id = p.id AND v.variant_id IS NULL AND v.definition_id = ${id})
    ELSE EXISTS (
      SELECT FROM product_variants one WHERE one.product_id = p.id AND NOT EXISTS (
        SELECT FROM attribute_values v WHERE v.variant_id = one.id AND v.definition_id = ${id}))
    END`;
}

/** The keys of what a product has to have before it is published, and lacks. */
export async function readMissingKeys(tx: Transaction<Tables>, productId: string): Promise<string[]> {
  const { rows } = await sql<{ readonly key: string }>`
    SELECT d.key FROM products p JOIN attribute_definitions d ON d.product_type_id = p.product_type_id AND d.required
    WHERE p.id = ${productId} AND ${lacks(sql`d.owner`, sql`d.id`)}
    ORDER BY d.position`.execute(tx);
  return rows.map(({ key }) => key);
}

/** Counts the products of a type. */
export async function countProductsOf(db: Statements<Tables>, productTypeId: string): Promise<number> {
  const { count } = await db
    .selectFrom('products')
    .select((eb) => eb.cast<number>(eb.fn.countAll(), 'integer').as('count'))
    .where('productTypeId', '=', productTypeId)
    .executeTakeFirstOrThrow();
  return count;
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [
  (tx) => readMissingKeys(tx, ''),
  (tx) => countProductsOf(tx, ''),
];
