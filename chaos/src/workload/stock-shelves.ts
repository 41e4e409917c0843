import { randomUUID } from 'node:crypto';
import { toMinor } from '@cartwright/e2e/support/choose-delivery.ts';
import { currencies } from '@cartwright/e2e/support/currencies.ts';
import { graphqlClient, type GraphqlClient } from '@cartwright/e2e/support/graphql-client.ts';
import { signIn } from '@cartwright/e2e/support/shopper.ts';
import type { CataloguePrice } from '@cartwright/invariants';
import { sampleLogins } from '@cartwright/sample-data';
import { makeBundles, type Bundle, type PartOf, type PricedVariant } from './make-bundles.ts';

/** The variants for sale: plenty of some, a handful of others, and bundles of both. */
export interface Shelves {
  readonly full: readonly string[];
  readonly hot: readonly string[];
  readonly bundles: readonly Bundle[];
  /** The prices of each, in every currency. */
  readonly prices: readonly CataloguePrice[];
}

interface Variant extends PricedVariant {
  readonly quantityAvailable: number;
}

const inEachCurrency = currencies
  .map((currency) => `${currency}: price(currency: ${currency}) { amount currencyCode }`)
  .join(' ');

const fullVariants = 20;
const hotVariants = 4;

/** Restocks some variants as staff, so that they last for the run; leaves a few that run out, and makes bundles of both. */
export async function stockShelves(url: string, pieces: number): Promise<Shelves> {
  const staff = sampleLogins.find(({ role }) => role === 'STAFF');
  if (staff === undefined) throw new Error('The sample data has no staff.');
  const client = await signIn(graphqlClient(url), staff.email, staff.password);
  const { products } = await client.ask<{ products: { nodes: { variants: Variant[] }[] } }>(
    `{ products(first: 60, sort: NAME) { nodes { variants { id quantityAvailable ${inEachCurrency} } } } }`,
  );
  const variants = products.nodes.flatMap((product) => product.variants);
  const full = variants.filter((variant) => variant.quantityAvailable >= 10).slice(0, fullVariants);
  const hot = variants
    .filter((variant) => inHandful(variant) && !full.includes(variant))
    .slice(0, hotVariants);
  for (const { id } of full) await restock(client, id, pieces);
  const bundles = await makeBundles(client, url, bundlesOf(full, hot));
  return {
    full: full.map(({ id }) => id),
    hot: hot.map(({ id }) => id),
    bundles,
    prices: [...full, ...hot, ...bundles].flatMap(pricesOf),
  };
}

async function restock(client: GraphqlClient, variantId: string, delta: number): Promise<void> {
  const input = { idempotencyKey: randomUUID(), variantId, delta };
  const { variantStockAdjust } = await client.ask<{ variantStockAdjust: { __typename: string } }>(
    'mutation Add($input: VariantStockAdjustInput!) { variantStockAdjust(input: $input) { __typename } }',
    { input },
  );
  if (variantStockAdjust.__typename !== 'VariantStockAdjustSuccess') {
    throw new Error(`The variant ${variantId} could not be restocked: ${variantStockAdjust.__typename}`);
  }
}

/** Two that share a part, and one that runs out with a part of it; whatever they consist of is bought by itself, too. */
function bundlesOf(full: readonly Variant[], hot: readonly Variant[]): (readonly [PartOf, ...PartOf[]])[] {
  const [one, two, three] = full;
  if (one === undefined || two === undefined || three === undefined) return [];
  const [scarce] = hot;
  const plenty = [
    [
      [one, 2],
      [two, 1],
    ],
    [
      [two, 1],
      [three, 3],
    ],
  ] as const;
  return scarce === undefined
    ? [...plenty]
    : [
        ...plenty,
        [
          [scarce, 1],
          [three, 1],
        ],
      ];
}

function pricesOf(variant: PricedVariant): CataloguePrice[] {
  return currencies.map((currency) => {
    const amountMinor = toMinor(variant[currency]);
    return { variantId: variant.id, currency, amountMinor };
  });
}

function inHandful({ quantityAvailable }: Variant): boolean {
  return quantityAvailable > 0 && quantityAvailable <= 30;
}
