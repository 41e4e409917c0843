import { createRandom } from '@cartwright/random';
import { bothWays, walkBothWays, type SeenPageBothWays } from '@cartwright/testing';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { behaviourOf, judgeLists, type Figures, type TastedProduct } from '../../test/hidden-tastes.ts';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';
import { purchasesWithin } from '../reviews/repository/purchases.ts';
import { countSales } from './door.ts';

const [past, future] = [6_000, 2_000];

let products: TestProducts;
let catalogue: TastedProduct[];
let lists: Readonly<Record<'RELATED' | 'BOUGHT_TOGETHER', ReadonlyMap<string, string[]>>>;
let bestSellers: string[];
beforeAll(async () => {
  products = await startTestProducts({ products: 520, sweepSeconds: 3_600 });
  await products.sql.$executeRawUnsafe('DELETE FROM purchases');
  catalogue = await products.sql.$queryRawUnsafe<TastedProduct[]>(
    `SELECT id, category_id AS "categoryId", brand FROM products WHERE available_variants > 0 ORDER BY id`,
  );
  await placeOrders();
  while (await countSales(products));
  lists = { RELATED: await listsOf('RELATED'), BOUGHT_TOGETHER: await listsOf('BOUGHT_TOGETHER') };
  bestSellers = [...(await readBestSellers())];
}, 300_000);
afterAll(() => products[Symbol.asyncDispose]());

const behaviour = () => behaviourOf(catalogue, past + future, 'tastes of the sample shop');

/** The orders of the past; those of the future nobody has seen. */
async function placeOrders(): Promise<void> {
  const purchases = behaviour()
    .orders.slice(0, past)
    .map((productIds) => ({ orderId: uuidv7(), customerId: uuidv7(), productIds }));
  await products.database.transaction((tx) => purchasesWithin(tx).recordPurchases(purchases));
}

interface Seen {
  readonly id: string;
  readonly recommendations: readonly { readonly id: string }[];
}

async function listsOf(intent: string): Promise<Map<string, string[]>> {
  const query = `query (${bothWays.variables}) { products(${bothWays.pageArguments}) {
    nodes { id recommendations(intent: ${intent}, first: 10) { id } } ${bothWays.pageInfo} } }`;
  const read = async (page: object) => {
    const { data } = await products.graphql<{ products: SeenPageBothWays<Seen> }>(null, query, page);
    return data.products;
  };
  const seen = await walkBothWays(read, 100);
  return new Map(seen.map(({ id, recommendations }) => [id, recommendations.map((one) => one.id)]));
}

async function readBestSellers(): Promise<string[]> {
  const { data } = await products.graphql<{ products: { nodes: { id: string }[] } }>(
    null,
    '{ products(first: 10, sort: BEST_SELLING) { nodes { id } } }',
  );
  return data.products.nodes.map(({ id }) => id);
}

/** What ten products at random, the ten best sellers and what is recommended foretell of some pairs. */
function compare(intent: keyof typeof lists, pairs: readonly (readonly [string, string])[]) {
  const random = createRandom('ten products at random');
  const any = () =>
    Array.from({ length: 10 }, () => catalogue[random.integer(0, catalogue.length - 1)]?.id ?? '');
  return {
    random: judgeLists(any, pairs),
    bestSellers: judgeLists(() => bestSellers, pairs),
    recommended: judgeLists((id) => lists[intent].get(id) ?? [], pairs),
  };
}

const told = (compared: Readonly<Record<string, Figures>>) =>
  Object.entries(compared)
    .map(
      ([name, { hitRate, reciprocalRank }]) => `${name} ${hitRate.toFixed(3)} / ${reciprocalRank.toFixed(3)}`,
    )
    .join(', ');

it('what is bought together foretells orders to come, far better than chance and than best sellers', async ({
  annotate,
}) => {
  const pairs = behaviour()
    .orders.slice(past)
    .flatMap((order) =>
      order.flatMap((first) =>
        order.filter((other) => other !== first).map((other) => [first, other] as const),
      ),
    );
  const { random, bestSellers: best, recommended } = compare('BOUGHT_TOGETHER', pairs);
  await annotate(
    `BOUGHT_TOGETHER, hit rate at 10 / mean reciprocal rank: ${told({ random, best, recommended })}`,
  );
  expect(recommended.hitRate).toBeGreaterThan(10 * random.hitRate);
  expect(recommended.hitRate).toBeGreaterThan(4 * best.hitRate);
  expect(recommended.reciprocalRank).toBeGreaterThan(8 * best.reciprocalRank);
});

it('what is related foretells what is looked at next, far better than chance and than best sellers', async ({
  annotate,
}) => {
  const { random, bestSellers: best, recommended } = compare('RELATED', behaviour().looks.slice(past));
  await annotate(`RELATED, hit rate at 10 / mean reciprocal rank: ${told({ random, best, recommended })}`);
  expect(recommended.hitRate).toBeGreaterThan(10 * random.hitRate);
  expect(recommended.hitRate).toBeGreaterThan(4 * best.hitRate);
  expect(recommended.reciprocalRank).toBeGreaterThan(4 * best.reciprocalRank);
});
