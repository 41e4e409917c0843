import type { DataOf, productTraitsChanged } from '@cartwright/events';

type Traits = Omit<DataOf<typeof productTraitsChanged>, 'productId' | 'version'>;

/** A message may have 900,000 bytes with its envelope. */
const maxBytes = 600_000;

/** Whether that is more than one message tells. */
export function isTooMuch(traits: Traits): boolean {
  return Buffer.byteLength(JSON.stringify(traits)) > maxBytes;
}

/** What is told of a product: where it is too much, not what is said of single variants, and then nothing of the product's attributes. */
export function boundTraits(traits: Traits): Traits {
  if (!isTooMuch(traits)) return traits;
  const ofProduct = { ...traits, variants: [] };
  return isTooMuch(ofProduct) ? { ...ofProduct, attributes: [] } : ofProduct;
}
