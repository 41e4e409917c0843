import { anyOf, insertRows, type Statements, type Transaction } from '@cartwright/database';
import type { Selectable } from 'kysely';
import type { Translations } from '../../languages/door.ts';
import type { Tables } from '../../tables.ts';

/** A gross price in minor units; `compareAtMinor` is the former, higher one. */
export type Price = Omit<Selectable<Tables['variantPrices']>, 'lowestRecentMinor'>;

/** A variant with what is announced of its product. */
export interface HeldVariant {
  readonly id: string;
  readonly product: Pick<Selectable<Tables['products']>, 'id' | 'name' | 'slug' | 'status'>;
}

/** A page of all variants, in the order of their ids, from after one of them on. */
export async function listVariantIds(
  tx: Transaction<Tables>,
  { after, limit }: { readonly after: string | undefined; readonly limit: number },
): Promise<string[]> {
  const page = await tx
    .selectFrom('productVariants')
    .select('id')
    .$if(after !== undefined, (query) => query.where('id', '>', after ?? ''))
    .orderBy('id')
    .limit(limit)
    .execute();
  return page.map(({ id }) => id);
}

/** Locks the products of some variants, so that only one at a time changes their prices; unknown variants are left out. */
export async function holdVariants(
  tx: Transaction<Tables>,
  variantIds: readonly string[],
): Promise<HeldVariant[]> {
  const products = await tx
    .selectFrom('products')
    .select(['id', 'name', 'slug', 'status'])
    .where('id', 'in', (eb) =>
      eb.selectFrom('productVariants').select('productId').where('id', '=', anyOf(variantIds)),
    )
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();
  const byId = new Map(products.map((product) => [product.id, product]));
  const variants = await tx
    .selectFrom('productVariants')
    .select(['id', 'productId'])
    .where('id', '=', anyOf(variantIds))
    .execute();
  return variants.flatMap(({ id, productId }) => {
    const product = byId.get(productId);
    return product === undefined ? [] : [{ id, product }];
  });
}

/** Stores prices of variants, each in one currency. */
export async function savePrices(tx: Transaction<Tables>, [first, ...rest]: readonly Price[]): Promise<void> {
  if (first === undefined) return;
  await insertRows(tx, 'variantPrices', [first, ...rest])
    .onConflict((conflict) =>
      conflict.columns(['variantId', 'currency']).doUpdateSet((eb) => ({
        amountMinor: eb.ref('excluded.amountMinor'),
        compareAtMinor: eb.ref('excluded.compareAtMinor'),
      })),
    )
    .execute();
}

/** Stores the prices of variants that have none. */
export async function insertPrices(
  tx: Transaction<Tables>,
  [first, ...rest]: readonly Price[],
): Promise<void> {
  if (first !== undefined) await insertRows(tx, 'variantPrices', [first, ...rest]).execute();
}

/** What the texts of some products are in other languages, by product. */
export async function readTranslations(
  db: Statements<Tables>,
  productIds: readonly string[],
): Promise<ReadonlyMap<string, Translations>> {
  const rows = await db
    .selectFrom('products')
    .select(['id', 'translations'])
    .where('id', '=', anyOf(productIds))
    .execute();
  return new Map(rows.map(({ id, translations }) => [id, translations]));
}

/** What bundles among some variants consist of, each in its order. */
export function readShares(
  db: Statements<Tables>,
  variantIds: readonly string[],
): Promise<{ bundleId: string; variantId: string; quantity: number }[]> {
  return db
    .selectFrom('bundleParts')
    .select(['bundleId', 'partId as variantId', 'quantity'])
    .where('bundleId', '=', anyOf(variantIds))
    .orderBy('bundleId')
    .orderBy('position')
    .execute();
}

/** The prices of some variants, by currency. */
export function readPrices(db: Statements<Tables>, variantIds: readonly string[]): Promise<Price[]> {
  return db
    .selectFrom('variantPrices')
    .select(['variantId', 'currency', 'amountMinor', 'compareAtMinor'])
    .where('variantId', '=', anyOf(variantIds))
    .orderBy('variantId')
    .orderBy('currency')
    .execute();
}
