import { sampleCatalogue, type SampleProduct, type SampleVariant } from '@cartwright/sample-data';
import type { CartsRepository } from '../repository/carts-repository.ts';
import type { StockNews, VariantNews } from '../repository/catalogue-copy.ts';

const productsAtOnce = 1_000;

/** Products seeds the same with version 1, so that its first message about a change is newer. */
const seedVersion = 1;
const stockCap = 100;

/**
 * Fills carts' copy of the catalogue; what is there already, in this version or a newer one, stays as it is.
 * @returns how many variants the sample catalogue has.
 */
export async function seedCatalogue(
  repository: CartsRepository,
  products: number | undefined,
): Promise<number> {
  const catalogue = sampleCatalogue(products === undefined ? {} : { products });
  let variants = 0;
  for (const chunk of chunksOf(catalogue.products, productsAtOnce)) {
    const news = chunk.flatMap((product) => product.variants.map((variant) => variantNews(product, variant)));
    const stock = chunk.flatMap((product) => product.variants.map(stockNews));
    await repository.transaction(async (store) => {
      await store.saveVariants(news);
      await store.saveStock(stock);
    });
    variants += news.length;
  }
  return variants;
}

function variantNews({ id: productId, title }: SampleProduct, variant: SampleVariant): VariantNews {
  const { id: variantId, title: variantTitle, sku, weightGrams, prices } = variant;
  const version = seedVersion;
  return { variantId, productId, version, title, variantTitle, sku, weightGrams, forSale: true, prices };
}

function stockNews({ id: variantId, stockOnHand }: SampleVariant): StockNews {
  return { variantId, version: seedVersion, available: Math.min(stockOnHand, stockCap) };
}

function* chunksOf<Item>(items: Iterable<Item>, size: number): Generator<Item[]> {
  let chunk: Item[] = [];
  for (const item of items) {
    chunk.push(item);
    if (chunk.length < size) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}
