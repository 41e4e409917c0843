import type { Transaction } from '@cartwright/database';
import type { Tables } from '../tables.ts';
import type { ProductRows } from './product-rows.ts';
import { insertMissing } from './repository.ts';

/** Adds products with all that belongs to them, unless they are there already. @returns how many products were not */
export async function insertProducts(tx: Transaction<Tables>, rows: ProductRows): Promise<number> {
  const inserted = await insertMissing(tx, 'products', rows.products);
  if (inserted === 0) return 0;
  await insertMissing(tx, 'attributeValues', rows.attributeValues);
  await insertMissing(tx, 'images', rows.images);
  await insertMissing(tx, 'productMedia', rows.productMedia);
  await insertMissing(tx, 'productVariants', rows.productVariants);
  // Before the prices, so that what lists read of a variant is right from the start and not written twice.
  await insertMissing(tx, 'stock', rows.stock);
  // Before the prices, too: the lowest price before a reduction follows from it.
  await insertMissing(tx, 'variantPriceHistory', rows.variantPriceHistory);
  await insertMissing(tx, 'variantPrices', rows.variantPrices);
  await insertMissing(tx, 'reviews', rows.reviews);
  await insertMissing(tx, 'reviewVotes', rows.reviewVotes);
  return inserted;
}
