import { v7 as uuidv7 } from 'uuid';
import type { CartsRepository } from '../repository/carts-repository.ts';
import type { VariantNews } from '../repository/catalogue-copy.ts';

/** What a test wants of a variant; the rest is made up. */
export interface WantedVariant extends Partial<VariantNews> {
  readonly priceMinor?: number;
  /** 100 when left out; null when nothing was heard of it yet. */
  readonly available?: number | null;
}

/** News of a variant: 20.00 EUR or 22.00 USD unless told. */
export function variantNews({
  priceMinor = 2000,
  ...news
}: Omit<WantedVariant, 'available'> = {}): VariantNews {
  return {
    variantId: uuidv7(),
    productId: uuidv7(),
    version: 1,
    title: 'Oak stool',
    variantTitle: 'Natural',
    sku: 'STOOL-OAK',
    weightGrams: 3200,
    forSale: true,
    prices: [
      { currency: 'EUR', amountMinor: priceMinor, compareAtMinor: null },
      { currency: 'USD', amountMinor: priceMinor + 200, compareAtMinor: null },
    ],
    ...news,
  };
}

/** Lets carts know of a variant, and gives its id. */
export async function knowVariant(repository: CartsRepository, wanted: WantedVariant = {}): Promise<string> {
  const { available = 100, ...rest } = wanted;
  const news = variantNews(rest);
  await repository.transaction(async (store) => {
    await store.saveVariants([news]);
    if (available !== null)
      await store.saveStock([{ variantId: news.variantId, version: news.version, available }]);
  });
  return news.variantId;
}
