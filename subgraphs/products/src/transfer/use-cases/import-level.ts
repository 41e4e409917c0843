import { adjustStock, lockVariantStock, unreservedOf } from '../../stock/door.ts';
import { tidyCode } from '@cartwright/input';
import { findVariantOfSku, lockProduct, readKnownVariants } from '../repository/known-products.ts';
import { Refusal } from '../rules/failure.ts';
import type { StockRecord, VariantPriceRecord } from '../rules/records.ts';
import type { Imported, ImportOrder } from './import-order.ts';
import { setPrice } from './import-variants.ts';
import { expected, type Within } from './within.ts';

/** Gives the variant of an SKU a price. @throws Refusal */
export async function importPrice(
  held: Within,
  order: ImportOrder,
  { sku, ...price }: VariantPriceRecord,
): Promise<Imported> {
  const { id, productId } = await variantOf(held, sku);
  await lockProduct(held.tx, productId); // before its prices are read
  const variant = (await readKnownVariants(held.tx, productId)).find((one) => one.id === id);
  const hasSet = variant !== undefined && (await setPrice(held, order, { variant, price }));
  return { outcome: hasSet ? 'UPDATED' : 'UNCHANGED', productId };
}

/** Has so many pieces of the variant of an SKU be there that no order holds, whatever there were. @throws Refusal */
export async function importStock(
  held: Within,
  { staffId, reason }: ImportOrder,
  { sku, available }: StockRecord,
): Promise<Imported> {
  const { id: variantId, productId } = await variantOf(held, sku);
  const stock = await lockVariantStock(held.tx, variantId);
  if (stock === undefined) throw new Refusal('No stock is kept of this variant.');
  if (stock.isBundle) throw new Refusal('This variant is a bundle: its stock is that of its parts.');
  const before = unreservedOf(stock);
  if (before === available) return { outcome: 'UNCHANGED', productId };
  const change = { staffId, reason, variantId, delta: available - before, idempotencyKey: held.newId() };
  expected(await adjustStock(held, change), 'adjusted');
  return { outcome: 'UPDATED', productId };
}

async function variantOf(
  { tx }: Within,
  sku: string,
): Promise<{ readonly id: string; readonly productId: string }> {
  const found = await findVariantOfSku(tx, tidyCode(sku));
  if (found === undefined) throw new Refusal('No variant has this SKU.');
  return found;
}
