import type { VariantChange } from '@cartwright/carts';
import { storeCurrencies, type StoreCurrency } from '@cartwright/money';
import type { Store } from '../run/store.ts';

/** A variant that is for sale, at a price of its own in each currency. */
export interface Article {
  readonly variantId: string;
  readonly productId: string;
  readonly priceMinor: Readonly<Record<StoreCurrency, number>>;
  /** What it consists of at first, where it is a bundle. */
  readonly bundleParts?: NonNullable<VariantChange['bundleParts']>;
}

/** Stocks the shop: some articles that are in demand and scarce, one of them sold before more of it is there, others in plenty; one costs more than 32 bits hold. Two are bundles of others, one of them of what is scarce. */
export function openCatalogue({ site, stock, carts }: Store, buyers: number): Article[] {
  const { random } = site.world;
  const single = Array.from({ length: 12 }, (_, index) => {
    const article = newArticle(site, index === 2 ? 2 ** 32 : 1);
    const isRare = index < 2;
    const pieces = isRare ? random.integer(1, Math.max(2, buyers >> 4)) : buyers * 3;
    const soldBeforehand = index === 1 ? random.integer(1, Math.max(2, buyers >> 3)) : 0;
    stock.receive(article.variantId, pieces, soldBeforehand);
    stock.describe(variantOf(article));
    carts.variants.apply(article.variantId, variantOf(article));
    return article;
  });
  const bundles = [single.slice(1, 4), single.slice(4)].map((parts): Article => {
    const article = { ...newArticle(site, 1), bundleParts: drawParts(site, parts) };
    stock.bundle(article.variantId, article.bundleParts);
    carts.variants.apply(article.variantId, variantOf(article));
    return article;
  });
  return [...single, ...bundles];
}

function newArticle({ world: { newId, random } }: Store['site'], unit: number): Article {
  const prices = storeCurrencies.map((currency) => [currency, random.integer(100, 20_000) * unit] as const);
  const priceMinor = Object.fromEntries(prices) as Article['priceMinor'];
  return { variantId: newId(), productId: newId(), priceMinor };
}

/** Some of these articles, the first one always, in some number. */
function drawParts({ world: { random } }: Store['site'], [first, ...others]: readonly Article[]) {
  const chosen = others.filter(() => random.chance(0.5));
  return [first, ...chosen].flatMap((article) =>
    article === undefined ? [] : [{ variantId: article.variantId, quantity: random.integer(1, 3) }],
  );
}

/** Staff who change what a bundle consists of, while it is ordered. */
export function changeBundle({ site, productsReplicas }: Store, articles: readonly Article[]): void {
  const bundle = site.world.random.pick(articles.filter(({ bundleParts }) => bundleParts !== undefined));
  const single = articles.filter(({ bundleParts }) => bundleParts === undefined);
  const from = site.world.random.integer(0, single.length - 1);
  const bundleParts = drawParts(site, single.slice(from));
  const { running } = site.world.random.pick(productsReplicas);
  // Nobody tries again what fails.
  running?.process.atOnce(
    () => void running.api.changeBundle(variantOf({ ...bundle, bundleParts })).catch(() => undefined),
  );
}

/** The article as products announces it. */
function variantOf({ variantId, productId, priceMinor, bundleParts }: Article): VariantChange {
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
    ...(bundleParts === undefined ? {} : { bundleParts }),
  };
}
