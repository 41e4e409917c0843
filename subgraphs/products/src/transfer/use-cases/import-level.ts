import { findDefaultLocation, findLevels, listLocations, type StockLocation } from '../../locations/door.ts';
import { adjustStock, holdUsedLocation, lockVariantStock } from '../../stock/door.ts';
import { tidyCode } from '@cartwright/input';
import { findVariantOfSku, lockProduct, readKnownVariants } from '../repository/known-products.ts';
import { Refusal } from '../rules/failure.ts';
import type { StockRecord, VariantPriceRecord } from '../rules/records.ts';
import type { Imported, ImportOrder } from './import-order.ts';
import { pricesToSet, updatePrices } from './set-prices.ts';
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
  const prices = variant === undefined ? [] : pricesToSet(order, variant, [price]);
  for (const messages of (await updatePrices(held, order, prices)).values()) throw new Refusal(...messages);
  return { outcome: prices.length > 0 ? 'UPDATED' : 'UNCHANGED', productId };
}

/**
 * Has so many pieces of the variant of an SKU be at a location that no order holds, whatever there were. Pieces at other locations, and those
 * on their way from one to another, stay what they are. While orders wait for pieces, none that come in anywhere are free before these have theirs:
 * so the same file finds the next time what it says. @throws Refusal
 */
export async function importStock(
  held: Within,
  { staffId, reason }: ImportOrder,
  { sku, location: name, available }: StockRecord,
): Promise<Imported> {
  const { id: variantId, productId } = await variantOf(held, sku);
  const location = await locationOf(held, name);
  const stock = await lockVariantStock(held.tx, variantId);
  if (stock === undefined) throw new Refusal('No stock is kept of this variant.');
  if (stock.isBundle) throw new Refusal('This variant is a bundle: its stock is that of its parts.');
  const free = new Map(
    (await findLevels(held.tx, [variantId])).map((one) => [one.locationId, one.onHand - one.reserved]),
  );
  const more = available - (free.get(location.id) ?? 0);
  const missing = Math.max(0, -[...free.values()].reduce((sum, pieces) => sum + pieces, 0));
  const delta = more > 0 && !location.isDefault ? more + missing : more;
  if (delta === 0) return { outcome: 'UNCHANGED', productId };
  const change = { staffId, reason, variantId, delta, idempotencyKey: held.newId() };
  const where = location.isDefault ? null : location.id;
  expected(await adjustStock(held, { ...change, locationId: where }), 'adjusted');
  return { outcome: 'UPDATED', productId };
}

/** The location of a name, in any case, which stays in use until the transaction ends: before stock is locked. @throws Refusal */
async function locationOf({ tx }: Within, name = ''): Promise<StockLocation> {
  const wanted = name.trim().toLowerCase();
  if (wanted === '') return findDefaultLocation(tx);
  const named = (await listLocations(tx)).find((one) => one.name.toLowerCase() === wanted);
  if (named === undefined) throw new Refusal('No location has this name.');
  return expected(await holdUsedLocation(tx, named.id), 'held').location;
}

async function variantOf(
  { tx }: Within,
  sku: string,
): Promise<{ readonly id: string; readonly productId: string }> {
  const found = await findVariantOfSku(tx, tidyCode(sku));
  if (found === undefined) throw new Refusal('No variant has this SKU.');
  return found;
}
