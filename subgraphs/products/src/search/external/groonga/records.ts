import type { IndexedProduct } from '../indexed-product.ts';
import type { TableName } from './schema.ts';

/** Sums of a double's many digits would not come back from a key as they went into it. */
const partsOfOne = 1_000_000;

/** The rows that products are written as. @param batch tells those of this writing from those before it */
export function recordsOf(
  products: readonly IndexedProduct[],
  batch: string,
): Record<Extract<TableName, 'products' | 'offers' | 'choices' | 'numbers'>, object[]> {
  return {
    products: products.map(productOf),
    offers: products.flatMap(({ id, offers }) =>
      offers.map((offer, index) => ({ _key: partKey(id, index), product: id, batch, ...offer })),
    ),
    choices: products.flatMap(({ id, offers }) =>
      offers.flatMap(({ optionValues }, index) => {
        const offer = partKey(id, index);
        return optionValues.map((value, place) => ({
          _key: partKey(offer, place),
          product: id,
          offer,
          batch,
          value,
        }));
      }),
    ),
    numbers: products.flatMap(({ id, attributeNumbers }) =>
      attributeNumbers.map(({ key, number }, index) => ({
        _key: partKey(id, index),
        product: id,
        batch,
        name: key,
        number,
      })),
    ),
  };
}

function productOf(product: IndexedProduct): object {
  const { id, words, salesScore, ...kept } = product;
  const keys = (parts: readonly unknown[]) => parts.map((_part, index) => partKey(id, index));
  return {
    ...kept,
    _key: id,
    nameTokens: ` ${words.A} `,
    wordsA: words.A,
    wordsB: words.B,
    wordsC: words.C,
    wordsD: words.D,
    ratingOrder: Math.round(product.ratingAverage * partsOfOne),
    salesOrder: Math.round(salesScore * partsOfOne),
    createdAtMs: Math.floor(product.createdAtMs),
    offers: keys(product.offers),
    attributeNumbers: keys(product.attributeNumbers),
  };
}

function partKey(id: string, index: number): string {
  return `${id}:${index}`;
}
