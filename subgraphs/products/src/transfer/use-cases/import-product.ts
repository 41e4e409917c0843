import { lockTree } from '../../categories/door.ts';
import type { CategoryTree } from '../../catalogue/door.ts';
import { holdProductTypes } from '../../product-types/door.ts';
import { createProduct, updateProduct } from '../../editing/door.ts';
import { updateProductStatus } from '../../publishing/door.ts';
import { updateProductSeo } from '../../seo/door.ts';
import { lockProductOfSlug, readKnownProduct, type KnownProduct } from '../repository/known-products.ts';
import { findCategory } from '../rules/find-category.ts';
import type { ProductRecord } from '../rules/records.ts';
import { newProduct } from '../rules/new-product.ts';
import type { Imported, ImportOrder } from './import-order.ts';
import { importVariants } from './import-variants.ts';
import { expected, type Within } from './within.ts';

/** Makes a product, or changes the one of its slug to what a file tells of it, as staff would by hand. @throws Refusal */
export async function importProduct(
  held: Within,
  order: ImportOrder,
  record: ProductRecord,
): Promise<Imported> {
  // In this order, as whoever else changes products does: product types, the tree of categories, products.
  await holdProductTypes(held.tx);
  const tree = await lockTree(held.tx);
  const known = await lockProductOfSlug(held.tx, record.slug);
  if (known === undefined) return create(held, order, { record, tree });
  const { id, version } = known;
  await changeTexts(held, order, { record, tree, known });
  const hasSetPrices = await importVariants(held, order, { record, productId: id });
  await finish(held, order, { record, productId: id });
  const { version: now } = await readKnownProduct(held.tx, id);
  return { outcome: now === version && !hasSetPrices ? 'UNCHANGED' : 'UPDATED', productId: id };
}

interface Told {
  readonly record: ProductRecord;
  readonly tree: CategoryTree;
}

async function create(held: Within, order: ImportOrder, { record, tree }: Told): Promise<Imported> {
  const { productId } = expected(
    await createProduct(held, { staffId: order.staffId, ...newProduct(order, record, tree) }),
    'created',
  );
  return { outcome: 'CREATED', productId };
}

async function changeTexts(
  held: Within,
  { staffId, reason }: ImportOrder,
  { record, tree, known: { id, version } }: Told & { readonly known: KnownProduct },
): Promise<void> {
  const { name, description, brand, tags } = record;
  const categoryId = findCategory(tree, record.categoryNames ?? [])?.id;
  const change = { staffId, reason, id, version, name, description, brand, tags, categoryId };
  expected(await updateProduct(held, change), 'updated');
}

/** What comes once a product has its texts and variants: what search engines are told, and whether shoppers see it. */
async function finish(
  held: Within,
  { staffId, reason }: ImportOrder,
  { record: { seo, status }, productId: id }: { readonly record: ProductRecord; readonly productId: string },
): Promise<void> {
  if (seo !== undefined) {
    const { version, seoTitle, seoDescription } = await readKnownProduct(held.tx, id);
    const after = { title: seo.title ?? seoTitle, description: seo.description ?? seoDescription };
    expected(await updateProductSeo(held, { staffId, reason, id, version, seo: after }), 'updated');
  }
  const { version, status: before } = await readKnownProduct(held.tx, id);
  if (status === undefined || status === before || (status === 'DRAFT' && before === 'SCHEDULED')) return;
  expected(await updateProductStatus(held, { staffId, reason, id, version, status }), 'updated');
}
