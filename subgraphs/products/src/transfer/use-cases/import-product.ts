import { lockTree } from '../../categories/door.ts';
import { createProduct } from '../../editing/door.ts';
import { holdProductTypes } from '../../product-types/door.ts';
import { readComparedProducts } from '../repository/known-products.ts';
import { newProduct } from '../rules/new-product.ts';
import type { ProductRecord } from '../rules/records.ts';
import { changeProducts } from './change-products.ts';
import type { Imported, ImportOrder } from './import-order.ts';
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
  const known = await readComparedProducts(held.tx, [record.slug]);
  if (known.has(record.slug)) {
    const [changed] = await changeProducts({ ...held, tree }, order, [record]);
    if (changed === undefined) throw new Error('A product was neither changed nor refused');
    return changed;
  }
  const { productId } = expected(
    await createProduct({ ...held, tree }, { staffId: order.staffId, ...newProduct(order, record, tree) }),
    'created',
  );
  return { outcome: 'CREATED', productId };
}
