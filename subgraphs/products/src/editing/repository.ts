import {
  anyOf,
  insertRows,
  jsonb,
  recordset,
  type StatementSample,
  type Statements,
  type Transaction,
} from '@cartwright/database';
import { sql, type Insertable, type Selectable } from 'kysely';
import type { Tables } from '../tables.ts';

const columns = [
  'id',
  'slug',
  'name',
  'description',
  'descriptionHtml',
  'brand',
  'categoryId',
  'tags',
  'taxClass',
  'options',
  'status',
  'publishedAt',
  'version',
] as const;

/** A product as staff change it. */
export type EditedProduct = Readonly<Pick<Selectable<Tables['products']>, (typeof columns)[number]>>;

/** What a product says, with what follows from it and from its variants. */
export type ProductContent = Omit<EditedProduct, 'status' | 'publishedAt' | 'version'> &
  Pick<Selectable<Tables['products']>, 'optionValues' | 'keywords'>;

/** A variant as it is stored. */
export type EditedVariant = Readonly<Selectable<Tables['productVariants']>>;

/** A variant that is not there yet. */
export type NewVariant = Omit<Insertable<Tables['productVariants']>, 'version'>;

/** Reads a product, and lets nobody else change it until the transaction ends; undefined when there is none of that id. */
export function lockProduct(tx: Transaction<Tables>, id: string): Promise<EditedProduct | undefined> {
  return tx.selectFrom('products').select(columns).where('id', '=', id).forNoKeyUpdate().executeTakeFirst();
}

/** The same for some products, by their ids. */
export async function lockProducts(
  tx: Transaction<Tables>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, EditedProduct>> {
  const rows = await tx
    .selectFrom('products')
    .select(columns)
    .where('id', '=', anyOf(ids))
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** The variants of a product, in the order of its page. */
export async function readVariants(db: Statements<Tables>, productId: string): Promise<EditedVariant[]> {
  return (await readVariantsOfProducts(db, [productId])).get(productId) ?? [];
}

/** The same for some products, by their ids. */
export async function readVariantsOfProducts(
  db: Statements<Tables>,
  productIds: readonly string[],
): Promise<ReadonlyMap<string, EditedVariant[]>> {
  const rows = await db
    .selectFrom('productVariants')
    .selectAll()
    .where('productId', '=', anyOf(productIds))
    .orderBy('productId')
    .orderBy('position')
    .execute();
  return Map.groupBy(rows, (row) => row.productId);
}

/** A product that is not there yet. */
export type NewProductRow = ProductContent &
  Pick<
    Selectable<Tables['products']>,
    'status' | 'publishedAt' | 'createdAt' | 'seoTitle' | 'seoDescription'
  >;

/** Adds products, which have no variants as yet. */
export async function insertProducts(
  tx: Transaction<Tables>,
  [first, ...rest]: readonly NewProductRow[],
): Promise<void> {
  if (first === undefined) return;
  const kin = await readKinTexts(tx, new Set([first, ...rest].map(({ categoryId }) => categoryId)));
  const told = (row: NewProductRow) => ({ ...row, kinTexts: kin.get(row.categoryId) ?? {} });
  await insertRows(tx, 'products', [told(first), ...rest.map(told)]).execute();
}

/** What categories are called in other languages, with those above them: once for all products, where a trigger would ask for each. */
async function readKinTexts(
  tx: Transaction<Tables>,
  categoryIds: ReadonlySet<string>,
): Promise<ReadonlyMap<string, Selectable<Tables['products']>['kinTexts']>> {
  const { rows } = await sql<Pick<Selectable<Tables['products']>, 'id' | 'kinTexts'>>`
    SELECT id, kin_texts_of(NULL, id) AS "kinTexts" FROM unnest(${[...categoryIds]}::uuid[]) AS id`.execute(
    tx,
  );
  return new Map(rows.map(({ id, kinTexts }) => [id, kinTexts]));
}

/** Stores what a locked product says, as its next version. */
export function saveProduct(tx: Transaction<Tables>, content: ProductContent): Promise<void> {
  return saveProducts(tx, [content]);
}

/** The same for some products. */
export async function saveProducts(
  tx: Transaction<Tables>,
  contents: readonly ProductContent[],
): Promise<void> {
  if (contents.length === 0) return;
  await tx
    .updateTable('products as p')
    .from(recordset(tx, 'products', contents).as('said'))
    .set((eb) => ({
      slug: eb.ref('said.slug'),
      name: eb.ref('said.name'),
      description: eb.ref('said.description'),
      descriptionHtml: eb.ref('said.descriptionHtml'),
      brand: eb.ref('said.brand'),
      categoryId: eb.ref('said.categoryId'),
      tags: eb.ref('said.tags'),
      taxClass: eb.ref('said.taxClass'),
      options: eb.ref('said.options'),
      optionValues: eb.ref('said.optionValues'),
      keywords: eb.ref('said.keywords'),
      version: eb('p.version', '+', eb.lit(1)),
    }))
    .whereRef('p.id', '=', 'said.id')
    .execute();
}

/** Adds variants, which have neither prices nor stock as yet. @returns them as they are stored */
export async function insertVariants(
  tx: Transaction<Tables>,
  [first, ...rest]: readonly NewVariant[],
): Promise<EditedVariant[]> {
  if (first === undefined) return [];
  return insertRows(tx, 'productVariants', [first, ...rest])
    .returningAll()
    .execute();
}

/** Stores what a variant is, and its place. */
export async function saveVariant(
  tx: Transaction<Tables>,
  {
    id,
    sku,
    title,
    selectedOptions,
    weightGrams,
    barcode,
    lengthMm,
    widthMm,
    heightMm,
    position,
    ...measured
  }: EditedVariant,
): Promise<void> {
  const { contentThousandths, contentUnit, referenceQuantity, referenceUnit } = measured;
  const measure = { contentThousandths, contentUnit, referenceQuantity, referenceUnit };
  const described = { sku, title, weightGrams, barcode, lengthMm, widthMm, heightMm, position, ...measure };
  await tx
    .updateTable('productVariants')
    .set({ ...described, selectedOptions: jsonb(selectedOptions) })
    .where('id', '=', id)
    .execute();
}

/** Which of some stock-keeping units variants have, but for some variants. */
export async function findTakenSkus(
  db: Statements<Tables>,
  skus: readonly string[],
  exceptOf: readonly string[] = [],
): Promise<string[]> {
  const rows = await db
    .selectFrom('productVariants')
    .select('sku')
    .where('sku', '=', anyOf(skus))
    .where((eb) => eb.not(eb('id', '=', anyOf(exceptOf))))
    .orderBy('sku')
    .execute();
  return rows.map(({ sku }) => sku);
}

/** Which of some slugs products have. */
export async function findTakenSlugs(
  db: Statements<Tables>,
  slugs: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await db.selectFrom('products').select('slug').where('slug', '=', anyOf(slugs)).execute();
  return new Set(rows.map(({ slug }) => slug));
}

/** So much of a slug stays when a number is put behind it. */
const stemLength = 70;

/** The slugs of products that are a slug with a number behind it, or itself. */
export async function findNumberedSlugs(db: Statements<Tables>, slug: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom('products')
    .select('slug')
    .where('slug', 'like', `${slug.slice(0, stemLength)}%`)
    .where((eb) => eb.or([eb('slug', '=', slug), eb('slug', '~', '-[0-9]+$')]))
    .execute();
  return new Set(rows.map((row) => row.slug));
}

/** Those of some variants that are parts of bundles other than these. */
export async function findBundled(tx: Transaction<Tables>, ids: readonly string[]): Promise<string[]> {
  const rows = await tx
    .selectFrom('bundleParts')
    .select('partId')
    .distinct()
    .where('partId', '=', anyOf(ids))
    .where((eb) => eb.not(eb('bundleId', '=', anyOf(ids))))
    .orderBy('partId')
    .execute();
  return rows.map(({ partId }) => partId);
}

/** Deletes variants with their prices and their stock, which nobody else moves until the transaction ends. */
export async function deleteVariants(tx: Transaction<Tables>, ids: readonly string[]): Promise<void> {
  await tx.deleteFrom('stock').where('variantId', '=', anyOf(ids)).execute();
  await tx.deleteFrom('productVariants').where('id', '=', anyOf(ids)).execute();
}

/** Deletes a product whose variants are gone. */
export async function deleteProduct(tx: Transaction<Tables>, id: string): Promise<void> {
  await tx.deleteFrom('products').where('id', '=', id).execute();
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [
  (tx) => lockProduct(tx, ''),
  (tx) => lockProducts(tx, ['']),
  (tx) => readVariantsOfProducts(tx, ['']),
  (tx) => findTakenSkus(tx, ['']),
  (tx) => findTakenSlugs(tx, ['']),
  (tx) => findNumberedSlugs(tx, ''),
  (tx) => findBundled(tx, ['']),
];
