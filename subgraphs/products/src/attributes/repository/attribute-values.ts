import {
  anyOf,
  insertRows,
  type StatementSample,
  type Statements,
  type Transaction,
} from '@cartwright/database';
import type { Insertable, Selectable } from 'kysely';
import { attributeTerm } from '../../catalogue/door.ts';
import type { Tables } from '../../tables.ts';
import type { AttributeContent } from '../rules/attribute-content.ts';
import { filterValuesOf, numberOf } from '../rules/compared-content.ts';

/** A product whose attributes are changed. */
export type LockedProduct = Readonly<
  Pick<Selectable<Tables['products']>, 'id' | 'version' | 'status' | 'productTypeId'>
>;

/** What is said of a product, or of one of its variants, as it is stored. */
export interface StoredValue {
  readonly id: string;
  readonly definitionId: string;
  readonly key: string;
  /** Null for what is said of the product. */
  readonly variantId: string | null;
  readonly content: AttributeContent;
}

/** Reads a product, and lets nobody else change it until the transaction ends; undefined when there is none of that id. */
export function lockProduct(tx: Transaction<Tables>, id: string): Promise<LockedProduct | undefined> {
  return tx
    .selectFrom('products')
    .select(['id', 'version', 'status', 'productTypeId'])
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst();
}

/** The ids of a product's variants. */
export async function readVariantIds(db: Statements<Tables>, productId: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom('productVariants')
    .select('id')
    .where('productId', '=', productId)
    .execute();
  return new Set(rows.map(({ id }) => id));
}

/** All that is said of a product and its variants. */
export function readStoredValues(db: Statements<Tables>, productId: string): Promise<StoredValue[]> {
  return db
    .selectFrom('attributeValues')
    .select(['id', 'definitionId', 'key', 'variantId', 'value as content'])
    .where('productId', '=', productId)
    .execute();
}

/** The row of a value. */
export function valueRow(
  productId: string,
  { content, ...value }: StoredValue,
): Insertable<Tables['attributeValues']> {
  const { key } = value;
  const referred = (to: string) => (content.kind === 'REFERENCE' && content.to === to ? content.id : null);
  return {
    ...value,
    productId,
    value: content,
    terms: filterValuesOf(content).map((one) => attributeTerm(key, one)),
    number: numberOf(content),
    mediaId: content.kind === 'FILE' ? content.mediaId : null,
    referredProductId: referred('PRODUCT'),
    referredCategoryId: referred('CATEGORY'),
    referredCollectionId: referred('COLLECTION'),
  };
}

/** Takes values from a locked product and says others instead. */
export async function replaceValues(
  tx: Transaction<Tables>,
  productId: string,
  { gone, added }: { readonly gone: readonly StoredValue[]; readonly added: readonly StoredValue[] },
): Promise<void> {
  if (gone.length > 0)
    await tx
      .deleteFrom('attributeValues')
      .where('id', '=', anyOf(gone.map(({ id }) => id)))
      .execute();
  const [first, ...rest] = added.map((value) => valueRow(productId, value));
  if (first !== undefined) await insertRows(tx, 'attributeValues', [first, ...rest]).execute();
}

/** Says what type a locked product is of, as its next version. */
export async function saveProductType(
  tx: Transaction<Tables>,
  { id, productTypeId }: Pick<LockedProduct, 'id' | 'productTypeId'>,
): Promise<void> {
  await tx
    .updateTable('products')
    .set((eb) => ({ productTypeId, version: eb('version', '+', eb.lit(1)) }))
    .where('id', '=', id)
    .execute();
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [
  (tx) => lockProduct(tx, ''),
  (tx) => readStoredValues(tx, ''),
  (tx) =>
    replaceValues(tx, '', {
      gone: [],
      added: [{ id: '', definitionId: '', key: '', variantId: '', content: { kind: 'TEXT', text: '' } }],
    }),
];
