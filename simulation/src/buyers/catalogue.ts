import type { CartLine, VariantChange } from '@cartwright/carts';
import type { CataloguePrice } from '@cartwright/invariants';
import { storeCurrencies, type StoreCurrency } from '@cartwright/money';
import type { Store } from '../run/store.ts';

/** A variant that is for sale, at a price of its own in each currency. */
export interface Article {
  readonly variantId: string;
  readonly productId: string;
  readonly priceMinor: Readonly<Record<StoreCurrency, number>>;
}

/** Stocks the shop: some articles that are in demand and scarce, one of them partly sold beforehand, others in plenty; one costs more than 32 bits hold. */
export function openCatalogue({ site, stock, carts }: Store, buyers: number): Article[] {
  const { newId, random } = site.world;
  return Array.from({ length: 12 }, (_, index) => {
    const unit = index === 2 ? 2 ** 32 : 1;
    const prices = storeCurrencies.map((currency) => [currency, random.integer(100, 20_000) * unit] as const);
    const priceMinor = Object.fromEntries(prices) as Article['priceMinor'];
    const article = { variantId: newId(), productId: newId(), priceMinor };
    const isRare = index < 2;
    const pieces = isRare ? random.integer(1, Math.max(2, buyers >> 4)) : buyers * 3;
    const soldBeforehand = index === 1 ? pieces >> 1 : 0;
    stock.receive(article.variantId, pieces - soldBeforehand, soldBeforehand);
    carts.variants.apply(article.variantId, variantOf(article));
    return article;
  });
}

/** The prices of all articles. */
export function pricesOf(articles: readonly Article[]): CataloguePrice[] {
  return articles.flatMap(({ variantId, priceMinor }) =>
    storeCurrencies.map((currency) => ({ variantId, currency, amountMinor: priceMinor[currency] })),
  );
}

/** A line of a cart in a currency. */
export function lineOf(
  article: Article,
  { id, quantity, currency }: { id: string; quantity: number; currency: StoreCurrency },
): CartLine {
  const { variantId, productId, title, variantTitle, sku, forSale } = variantOf(article);
  const unitPriceMinor = article.priceMinor[currency];
  const sold = { unitPriceMinor, priceLists: [], available: null };
  const offer = { variantId, productId, title, variantTitle, sku, forSale, ...sold };
  return { id, variantId, quantity, quotedUnitMinor: unitPriceMinor, metafields: [], offer };
}

/** The article as products announces it. */
function variantOf({ variantId, productId, priceMinor }: Article): VariantChange {
  return {
    variantId,
    productId,
    version: 1,
    title: 'Thing',
    variantTitle: 'Plain',
    sku: 'THING',
    weightGrams: 1000,
    forSale: true,
    prices: storeCurrencies.map((currency) => ({
      currency,
      amountMinor: priceMinor[currency],
      compareAtMinor: null,
    })),
  };
}
