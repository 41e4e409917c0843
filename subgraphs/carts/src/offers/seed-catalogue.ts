import type { Database } from '@cartwright/database';
import {
  chunksOf,
  germanValue,
  sampleBundles,
  sampleCatalogue,
  sampleOffers,
  type SampleProduct,
  type SampleVariant,
} from '@cartwright/sample-data';
import type { Tables } from '../generated/tables.ts';
import type { StockChange, VariantChange } from './ports.ts';
import { offersWithin } from './repository/offers.ts';

const productsAtOnce = 1_000;

/** Products seeds the same with version 1, so that its first message about a change is newer. */
const seedVersion = 1;
const stockCap = 100;

/**
 * Fills carts' copy of the catalogue; what is there already, in this version or a newer one, stays as it is.
 * @returns how many variants the sample catalogue has.
 */
export async function seedCatalogue(
  database: Pick<Database<Tables>, 'transaction'>,
  products: number | undefined,
  progress: (products: number) => void = () => undefined,
): Promise<number> {
  const catalogue = sampleCatalogue(products === undefined ? {} : { products });
  let count = 0;
  let done = 0;
  for (const chunk of chunksOf(catalogue.products, productsAtOnce)) {
    const variants = chunk.flatMap((product) =>
      product.variants.map((variant) => variantOf(product, variant)),
    );
    const stock = chunk.flatMap((product) => product.variants.map(stockOf));
    await database.transaction(async (tx) => {
      const offers = offersWithin(tx);
      await offers.saveVariants(variants);
      await offers.saveStock(stock);
    });
    count += variants.length;
    progress((done += chunk.length));
  }
  await seedPriceLists(database, catalogue.products);
  return count + (await seedBundles(database, catalogue.products));
}

/** Of bundles carts know what they consist of. @returns how many there are */
async function seedBundles(
  { transaction }: Pick<Database<Tables>, 'transaction'>,
  products: Iterable<SampleProduct>,
): Promise<number> {
  const bundles = sampleBundles(products);
  const variants = bundles.flatMap(({ product, parts }) =>
    product.variants.map((variant, at) => ({
      ...variantOf(product, variant),
      bundleParts: [...(parts[at]?.parts ?? [])],
    })),
  );
  await transaction(async (tx) => {
    const offers = offersWithin(tx);
    await offers.saveVariants(variants);
    await offers.saveStock(bundles.flatMap(({ product }) => product.variants.map(stockOf)));
  });
  return variants.length;
}

/** Of flash offers carts hear when these begin. */
function seedPriceLists(
  { transaction }: Pick<Database<Tables>, 'transaction'>,
  products: Iterable<SampleProduct>,
): Promise<void> {
  const { priceLists } = sampleOffers(products);
  if (priceLists.length === 0) return Promise.resolve();
  const shared = { version: seedVersion, currency: 'EUR', priority: 0, isRunning: true } as const;
  return transaction(async (tx) => {
    const offers = offersWithin(tx);
    await offers.savePriceLists(
      priceLists.map(({ id: priceListId, countries, groupIds }) => {
        return {
          priceListId,
          ...shared,
          countries: [...countries],
          groupIds: [...groupIds],
          adjustments: [],
        };
      }),
    );
    await offers.savePriceListPrices(
      priceLists.map(({ id: priceListId, variantId, prices }) => {
        return { priceListId, version: seedVersion, variants: [{ variantId, prices: [...prices] }] };
      }),
    );
  });
}

function variantOf({ id: productId, title, german }: SampleProduct, variant: SampleVariant): VariantChange {
  const { id: variantId, title: variantTitle, sku, weightGrams, prices } = variant;
  const version = seedVersion;
  const germanVariant = variant.optionValues.map(({ value }) => germanValue(value) ?? value).join(' / ');
  const translations = { de: { title: german.title, variantTitle: germanVariant } };
  const titles = { title, variantTitle, translations };
  return { variantId, productId, version, ...titles, sku, weightGrams, forSale: true, prices };
}

function stockOf({ id: variantId, stockOnHand }: SampleVariant): StockChange {
  return { variantId, version: seedVersion, available: Math.min(stockOnHand, stockCap) };
}
