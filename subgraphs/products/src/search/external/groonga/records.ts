import type { IndexedProduct } from '../indexed-product.ts';
import type { TableName } from './schema.ts';

/** Sums of a double's many digits would not come back from a key as they went into it. */
const partsOfOne = 1_000_000;

/** The rows that products are written as. @param batch tells those of this writing from those before it */
export function recordsOf(
  products: readonly IndexedProduct[],
  batch: string,
): Record<Extract<TableName, 'products' | 'offers' | 'choices' | 'traits' | 'numbers'>, object[]> {
  const offers = products.flatMap(({ id, offers }) =>
    offers.map((offer, index) => ({ id, key: partKey(id, index), offer })),
  );
  const numbers = [
    ...products.map(({ id, attributeNumbers }) => ({ id, key: id, attributeNumbers })),
    ...offers.map(({ id, key, offer: { attributeNumbers } }) => ({ id, key, attributeNumbers })),
  ];
  const valuesOf = (column: 'optionValues' | 'attributeTerms') =>
    offers.flatMap(({ id, key: offer, offer: { [column]: values } }) =>
      values.map((value, place) => ({ _key: partKey(offer, place), product: id, offer, batch, value })),
    );
  return {
    products: products.map(productOf),
    offers: offers.map(({ id, key, offer }) => ({
      ...offer,
      _key: key,
      product: id,
      batch,
      attributeNumbers: keysOf(key, offer.attributeNumbers),
    })),
    choices: valuesOf('optionValues'),
    traits: valuesOf('attributeTerms'),
    numbers: numbers.flatMap(({ id, key: owner, attributeNumbers }) =>
      attributeNumbers.map(({ key, number }, index) => ({
        _key: partKey(owner, index),
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
    offers: keysOf(id, product.offers),
    attributeNumbers: keysOf(id, product.attributeNumbers),
  };
}

function partKey(id: string, index: number): string {
  return `${id}:${index}`;
}

function keysOf(owner: string, parts: readonly unknown[]): string[] {
  return parts.map((_part, index) => partKey(owner, index));
}
