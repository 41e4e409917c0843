import type { Transaction } from '@cartwright/database';
import { tidyCode } from '@cartwright/input';
import { readPictures, requestPictures, type AddressedPicture } from '../../picture-fetches/door.ts';
import type { Parts } from '../../parts.ts';
import type { Tables } from '../../tables.ts';
import { readVariantsOfProducts } from '../repository/known-products.ts';
import type { ProductImport } from '../repository/imports.ts';
import { messagesOf } from '../rules/outcome-messages.ts';
import type { ProductRecord } from '../rules/records.ts';
import type { SettledEntry } from './settle-lines.ts';

/** What pictures of files are asked for with. */
export interface Dependencies extends Pick<Parts, 'newId' | 'now'> {
  readonly config: Pick<Parts['config'], 'PUBLIC_URL' | 'PICTURE_FETCH_TARGETS'>;
}

/** A product that was made or changed, or is as a file tells it, and what the file tells. */
interface PicturedEntry extends SettledEntry {
  readonly productId: string;
  readonly record: ProductRecord;
}

/**
 * Has the pictures fetched that lines of a file name, for the products that came of them; what the shop serves itself is not. @returns the lines, with a
 * word on addresses that cannot be used
 */
export async function importPictures(
  { config, newId, now }: Dependencies,
  tx: Transaction<Tables>,
  { id: importId, staffId, reason }: Pick<ProductImport, 'id' | 'staffId' | 'reason'>,
  settled: readonly SettledEntry[],
): Promise<SettledEntry[]> {
  const own = `${config.PUBLIC_URL}/media/`;
  const pictured = settled.flatMap((one) => picturedOf(one, own));
  if (pictured.length === 0) return [...settled];
  const faults = new Map<SettledEntry['entry'], readonly string[]>();
  const variants = await variantsOf(tx, pictured);
  const requests = pictured.flatMap(({ productId, record, entry }) => {
    const pictures = picturesOf(record, variants.get(productId) ?? [], own);
    const read = readPictures({ pictures }, config.PICTURE_FETCH_TARGETS);
    if (read.kind === 'valid') return { productId, pictures: read.value.pictures, staffId, reason, importId };
    faults.set(entry, messagesOf(read));
    return [];
  });
  await requestPictures(tx, { newId, now }, requests);
  return settled.map((one) => {
    const told = faults.get(one.entry) ?? [];
    return { ...one, result: { ...one.result, messages: [...one.result.messages, ...told] } };
  });
}

function picturedOf(settled: SettledEntry, own: string): PicturedEntry[] {
  const { entry, result } = settled;
  if (entry.told.kind !== 'PRODUCTS' || result.productId === null) return [];
  const { record } = entry.told;
  const named = [...(record.images ?? []).map(({ url }) => url), ...imageUrls(record)];
  if (named.every((url) => url.startsWith(own))) return [];
  return [{ ...settled, productId: result.productId, record }];
}

function imageUrls({ variants }: ProductRecord): string[] {
  return variants.flatMap(({ imageUrl }) => imageUrl ?? []);
}

/** Looked at only where a picture shows one of them. */
async function variantsOf(tx: Transaction<Tables>, pictured: readonly PicturedEntry[]) {
  const shown = pictured.filter(({ record }) => imageUrls(record).length > 0);
  return readVariantsOfProducts(
    tx,
    shown.map(({ productId }) => productId),
  );
}

/** The pictures of a product in their order, and behind them those that only its variants have. */
function picturesOf(
  record: ProductRecord,
  variants: readonly { readonly id: string; readonly sku: string }[],
  own: string,
): AddressedPicture[] {
  const ofVariants = record.variants.flatMap(({ sku, imageUrl }) => {
    const variant = sku === undefined ? undefined : variants.find((one) => one.sku === tidyCode(sku));
    if (imageUrl === undefined) return [];
    return { url: imageUrl, variantIds: variant === undefined ? [] : [variant.id] };
  });
  return [...(record.images ?? []), ...ofVariants].filter(({ url }) => !url.startsWith(own));
}
