import { anyOf, type StatementSample, type Statements, type Transaction } from '@cartwright/database';
import { sql, type Selectable } from 'kysely';
import type { Tables } from '../../tables.ts';

const columns = [
  'id',
  'slug',
  'name',
  'description',
  'descriptionHtml',
  'brand',
  'categoryId',
  'productTypeId',
  'tags',
  'taxClass',
  'options',
  'availableVariants',
  'ratingAverage',
  'ratingCount',
  'createdAt',
  'status',
  'publishAt',
  'publishedAt',
  'version',
  'seoTitle',
  'seoDescription',
  'translations',
] as const;

/** A product as it is stored, without what only searches read. */
export type StoredProduct = Pick<Selectable<Tables['products']>, (typeof columns)[number]>;

/** A variant as it is stored. */
export type StoredVariant = Selectable<Tables['productVariants']>;

/** The columns of a `StoredProduct`, of a table named `p`. */
export const storedColumns = columns.map((column) => `p.${column}` as const);

/** Whether shoppers see a product of that id. */
export async function isProduct(db: Statements<Tables>, id: string): Promise<boolean> {
  const found = await db
    .selectFrom('products')
    .select('id')
    .where('id', '=', id)
    .where('status', '=', 'PUBLISHED')
    .executeTakeFirst();
  return found !== undefined;
}

/** Gives variants of locked products, those of some ids or all of some products, their next versions, and gives their rows. */
export function raiseVariantVersions(
  tx: Transaction<Tables>,
  by: 'id' | 'productId',
  ids: readonly string[],
): Promise<StoredVariant[]> {
  return tx
    .updateTable('productVariants')
    .set((eb) => ({ version: eb('version', '+', eb.lit(1)) }))
    .where(by, '=', anyOf(ids))
    .returningAll()
    .execute();
}

/** Changes the sum and the number of a product's ratings. @throws NoResultError when there is no such product */
export async function changeRating(
  tx: Transaction<Tables>,
  productId: string,
  { sum, count }: { readonly sum: number; readonly count: number },
): Promise<void> {
  await tx
    .updateTable('products as p')
    .set((eb) => ({ ratingSum: eb('ratingSum', '+', sum), ratingCount: eb('ratingCount', '+', count) }))
    .where('p.id', '=', productId)
    .returning('p.id')
    .executeTakeFirstOrThrow();
}

/** A variant that came into stock (1) or ran out of it (-1). */
export interface AvailabilityChange {
  readonly variantId: string;
  readonly change: 1 | -1;
}

/** Keeps each product's count of variants that can be bought; locks products in the order of their ids. */
export async function changeAvailableVariants(
  tx: Transaction<Tables>,
  changes: readonly AvailabilityChange[],
): Promise<void> {
  await tx
    .with('change', (qb) =>
      qb
        .selectFrom(recordsOf(changes).as<'flip'>(sql`flip(variant_id uuid, change int)`))
        .innerJoin('productVariants as v', 'v.id', 'flip.variantId')
        .select(['v.productId', sql<number>`sum(flip.change)::int`.as('variants')])
        .groupBy('v.productId'),
    )
    .with(
      (cte) => cte('locked').materialized(),
      (qb) =>
        qb
          .selectFrom('products as p')
          .select('p.id')
          .where('p.id', 'in', (eb) => eb.selectFrom('change').select('productId'))
          .orderBy('p.id')
          .forNoKeyUpdate(),
    )
    .updateTable('products as p')
    .from('change')
    .innerJoin('locked', 'locked.id', 'change.productId')
    .set((eb) => ({ availableVariants: eb('p.availableVariants', '+', eb.ref('change.variants')) }))
    .whereRef('p.id', '=', 'change.productId')
    .execute();
}

function recordsOf(changes: readonly AvailabilityChange[]) {
  const records = changes.map(({ variantId, change }) => ({ variant_id: variantId, change }));
  return sql<AvailabilityChange>`jsonb_to_recordset(${JSON.stringify(records)}::jsonb)`;
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [
  (tx) => changeAvailableVariants(tx, [{ variantId: '', change: 1 }]),
];
