import { randomUUID } from 'node:crypto';
import { graphqlClient } from '@cartwright/e2e/support/graphql-client.ts';
import { signIn } from '@cartwright/e2e/support/shopper.ts';
import { sampleLogins } from '@cartwright/sample-data';

/** What there is to buy: plenty of some, a handful of others. */
export interface Shelves {
  readonly full: readonly string[];
  readonly hot: readonly string[];
}

interface Variant {
  readonly id: string;
  readonly quantityAvailable: number;
}

const fullVariants = 20;
const hotVariants = 4;

/** Has staff fill the shelves of some variants, so that they outlast the run; leaves a few that run out. */
export async function stockShelves(url: string, pieces: number): Promise<Shelves> {
  const staff = sampleLogins.find(({ role }) => role === 'STAFF');
  if (staff === undefined) throw new Error('The sample data has no staff.');
  const client = await signIn(graphqlClient(url), staff.email, staff.password);
  const { products } = await client.ask<{ products: { nodes: { variants: Variant[] }[] } }>(
    '{ products(first: 60, sort: NAME) { nodes { variants { id quantityAvailable } } } }',
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
      throw new Error(`The shelf of ${id} could not be filled: ${variantStockAdjust.__typename}`);
    }
  }
  return { full: full.map(({ id }) => id), hot: hot.map(({ id }) => id) };
}

function inHandful({ quantityAvailable }: Variant): boolean {
  return quantityAvailable > 0 && quantityAvailable <= 30;
}
