import { randomUUID } from 'node:crypto';
import { toMinor } from '@cartwright/e2e/support/choose-delivery.ts';
import { currencies, type Currency } from '@cartwright/e2e/support/currencies.ts';
import { graphqlClient } from '@cartwright/e2e/support/graphql-client.ts';
import { signIn, type Money } from '@cartwright/e2e/support/shopper.ts';
import type { CataloguePrice } from '@cartwright/invariants';
import { sampleLogins } from '@cartwright/sample-data';

/** The variants for sale: plenty of some, a handful of others. */
export interface Shelves {
  readonly full: readonly string[];
  readonly hot: readonly string[];
  /** The prices of each, in every currency. */
  readonly prices: readonly CataloguePrice[];
}

/** A variant with its price in each currency, under the currency's name. */
interface Variant extends Readonly<Record<Currency, Money>> {
  readonly id: string;
  readonly quantityAvailable: number;
}

const inEachCurrency = currencies
  .map((currency) => `${currency}: price(currency: ${currency}) { amount currencyCode }`)
  .join(' ');

const fullVariants = 20;
const hotVariants = 4;

/** Restocks some variants as staff, so that they last for the run; leaves a few that run out. */
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
  for (const { id } of full) {
    const input = { idempotencyKey: randomUUID(), variantId: id, delta: pieces };
    const { variantStockAdjust } = await client.ask<{ variantStockAdjust: { __typename: string } }>(
      'mutation Add($input: VariantStockAdjustInput!) { variantStockAdjust(input: $input) { __typename } }',
      { input },
    );
    if (variantStockAdjust.__typename !== 'VariantStockAdjustSuccess') {
      throw new Error(`The variant ${id} could not be restocked: ${variantStockAdjust.__typename}`);
    }
  }
  const prices = [...full, ...hot].flatMap(pricesOf);
  return { full: full.map(({ id }) => id), hot: hot.map(({ id }) => id), prices };
}

function pricesOf(variant: Variant): CataloguePrice[] {
  return currencies.map((currency) => {
    const amountMinor = toMinor(variant[currency]);
    return { variantId: variant.id, currency, amountMinor };
  });
}

function inHandful({ quantityAvailable }: Variant): boolean {
  return quantityAvailable > 0 && quantityAvailable <= 30;
}
