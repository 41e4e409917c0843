import type { CartLine } from '@cartwright/carts/src/domain/cart.ts';
import type { Store } from '../run/store.ts';

/** A variant that is for sale. */
export interface Article {
  readonly variantId: string;
  readonly productId: string;
  readonly priceMinor: number;
}

/** Fills the shelves: some articles that everybody wants and few will get, others in plenty. */
export function openCatalogue({ site, stock }: Store, buyers: number): Article[] {
  const { newId, random } = site.world;
  return Array.from({ length: 12 }, (_, index) => {
    const article = { variantId: newId(), productId: newId(), priceMinor: random.whole(100, 20_000) };
    const isRare = index < 2;
    stock.receive(article.variantId, isRare ? random.whole(1, Math.max(2, buyers >> 4)) : buyers * 3);
    return article;
  });
}

/** A line of a cart. */
export function lineOf(
  { variantId, productId, priceMinor }: Article,
  id: string,
  quantity: number,
): CartLine {
  const texts = { title: 'Thing', variantTitle: 'Plain', sku: 'THING' };
  const offer = {
    variantId,
    productId,
    ...texts,
    forSale: true,
    unitPriceMinor: priceMinor,
    available: null,
  };
  return { id, variantId, quantity, quotedUnitMinor: priceMinor, offer };
}
