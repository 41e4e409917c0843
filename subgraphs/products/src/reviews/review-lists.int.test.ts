import { createRandom } from '@cartwright/random';
import { sampleId } from '@cartwright/sample-data';
import { bothWays, walkBothWays, type PageArguments, type SeenPageBothWays } from '@cartwright/testing';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';
import { explain } from '../query-plans/repository.ts';
import { reviewPageLoader } from './repository/review-pages.ts';

interface Row {
  readonly id: string;
  readonly rating: number;
  readonly helpfulCount: number;
  readonly createdAt: Date;
  readonly isVerifiedPurchase: boolean;
}

const productId = sampleId('product', 3);
const random = createRandom('lists of reviews');
let products: TestProducts;
/** The reviews that are shown: many of the same stars, votes and instant. */
let rows: readonly Row[];
beforeAll(async () => {
  products = await startTestProducts({ products: 20 });
  const { statements } = products.database;
  await statements.deleteFrom('reviews').where('productId', '=', productId).execute();
  rows = Array.from({ length: 60 }, newRow);
  await write(rows, null);
  await write(Array.from({ length: 5 }, newRow), new Date());
  await products.sql.$executeRawUnsafe('UPDATE products SET rating_count = 60, rating_sum = 180');
});
afterAll(() => products[Symbol.asyncDispose]());

function newRow(): Row {
  return {
    id: uuidv7(),
    rating: random.integer(1, 5),
    helpfulCount: random.integer(0, 2),
    createdAt: new Date(Date.UTC(2026, 0, random.integer(1, 4))),
    isVerifiedPurchase: random.chance(0.5),
  };
}

async function write(some: readonly Row[], hiddenAt: Date | null): Promise<void> {
  const { statements } = products.database;
  for (const { isVerifiedPurchase, ...row } of some) {
    const customerId = uuidv7();
    const text = { authorName: 'Sam', title: 'Solid', body: 'Good.' };
    await statements
      .insertInto('reviews')
      .values({ ...row, ...text, productId, customerId, hiddenAt })
      .execute();
    if (!isVerifiedPurchase) continue;
    const purchase = { orderId: uuidv7(), productId, customerId, isUndone: false };
    await statements.insertInto('purchases').values(purchase).execute();
  }
}

const ranks = {
  NEWEST: () => 0,
  OLDEST: () => 0,
  HIGHEST_RATING: ({ rating }: Row) => -rating,
  LOWEST_RATING: ({ rating }: Row) => rating,
  MOST_HELPFUL: ({ helpfulCount }: Row) => -helpfulCount,
} as const;
type Sort = keyof typeof ranks;
const sorts = Object.keys(ranks) as Sort[];

/** The same list, worked out here. */
function expected(sort: Sort, isListed: (row: Row) => boolean): string[] {
  const newest = (one: Row, other: Row): number =>
    other.createdAt.getTime() - one.createdAt.getTime() || (one.id < other.id ? 1 : -1);
  const inOrder = (one: Row, other: Row): number =>
    ranks[sort](one) - ranks[sort](other) || (sort === 'OLDEST' ? newest(other, one) : newest(one, other));
  return rows
    .filter(isListed)
    .toSorted(inOrder)
    .map(({ id }) => id);
}

interface Page extends SeenPageBothWays<{ readonly id: string }> {
  readonly totalCount: number;
}

async function ask(
  args: string,
  paging: Partial<Record<'first' | 'after' | 'last' | 'before', unknown>> = {},
) {
  const query = `query ($id: ID!, ${bothWays.variables}) { product(id: $id) {
    reviews(${args} ${bothWays.pageArguments}) { nodes { id } totalCount ${bothWays.pageInfo} } } }`;
  const { data, errors } = await products.graphql<{ product: { reviews: Page } | null }>(null, query, {
    ...{ id: productId, ...paging },
  });
  return { page: data.product?.reviews, code: errors?.[0]?.extensions.code };
}

/** Walks a list to its end, and back; what it says of its length comes along. */
async function walk(args: string, size: number) {
  let totalCount: number | undefined;
  const read = async (paging: PageArguments): Promise<Page> => {
    const { page } = await ask(args, paging);
    if (page === undefined) throw new Error(`No page for ${args}`);
    totalCount = page.totalCount;
    return page;
  };
  const nodes = await walkBothWays(read, size);
  return { ids: nodes.map(({ id }) => id), totalCount };
}

describe.each(sorts)('%s', (sort) => {
  it.each([1, 7, 100])('gives each review once, in order, in pages of %d', async (first) => {
    const ids = expected(sort, () => true);
    expect(await walk(`sort: ${sort}`, first)).toEqual({ ids, totalCount: 60 });
  });

  it.each([
    ['rating: 4', ({ rating }: Row) => rating === 4],
    ['isVerifiedPurchase: true', (row: Row) => row.isVerifiedPurchase],
    ['isVerifiedPurchase: false', (row: Row) => !row.isVerifiedPurchase],
    ['rating: 2, isVerifiedPurchase: true', (row: Row) => row.isVerifiedPurchase && row.rating === 2],
  ] as const)('of %s alone, with their number', async (filter, isListed) => {
    const ids = expected(sort, isListed);
    expect(ids.length).toBeGreaterThan(0);
    expect(await walk(`sort: ${sort}, filters: { ${filter} }`, 5)).toEqual({ ids, totalCount: ids.length });
  });

  it.each(['forward', 'backward'] as const)('reads no more reviews than it shows, %s', async (direction) => {
    await products.sql.$executeRawUnsafe('ANALYZE reviews');
    const filter = { rating: null, isVerifiedPurchase: null };
    const key = { productId, limit: 5, order: sort, direction, after: null, ...filter };
    const [plan] = await explain(products.database.statements, (tx) => reviewPageLoader(tx).load(key));
    expect(scansOf(plan?.root as unknown as PlanNode)).toEqual([5]);
  });
});

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows': number;
  readonly Plans?: readonly PlanNode[];
}

/** How many rows each scan of reviews gave. */
function scansOf(node: PlanNode): number[] {
  const own = node['Relation Name'] === 'reviews' ? [node['Actual Rows']] : [];
  return [...own, ...(node.Plans ?? []).flatMap(scansOf)];
}

it('lists of one product that are asked for at once are each their own', async () => {
  const query = `query ($id: ID!) { product(id: $id) {
    best: reviews(first: 3, sort: HIGHEST_RATING) { nodes { id } }
    four: reviews(first: 2, filters: { rating: 4 }) { nodes { id } totalCount }
    five: reviews(first: 2, filters: { rating: 5 }) { nodes { id } totalCount }
    plain: reviews(first: 3, sort: null) { nodes { id } } } }`;
  const { data } = await products.graphql<{ product: Record<string, Page> }>(null, query, { id: productId });
  const idsOf = (name: string) => data.product[name]?.nodes.map(({ id }) => id);
  const ofStars = (stars: number) => expected('NEWEST', ({ rating }) => rating === stars);
  expect(idsOf('best')).toEqual(expected('HIGHEST_RATING', () => true).slice(0, 3));
  expect(idsOf('plain')).toEqual(expected('NEWEST', () => true).slice(0, 3));
  for (const [name, stars] of [
    ['four', 4],
    ['five', 5],
  ] as const) {
    expect(idsOf(name)).toEqual(ofStars(stars).slice(0, 2));
    expect(data.product[name]?.totalCount).toBe(ofStars(stars).length);
  }
});

it('a cursor goes on in its own list alone', async () => {
  const { page } = await ask('sort: HIGHEST_RATING', { first: 1 });
  const after = page?.pageInfo.endCursor ?? '';
  for (const other of ['sort: LOWEST_RATING', 'sort: NEWEST', 'sort: HIGHEST_RATING, filters: { rating: 5 }'])
    for (const paging of [{ after }, { before: after }])
      expect((await ask(other, paging)).code).toBe('BAD_USER_INPUT');
  expect((await ask('sort: HIGHEST_RATING', { first: 1, after })).code).toBeUndefined();
  expect((await ask('filters: { rating: 6 }', { first: 1 })).code).toBe('BAD_USER_INPUT');
});
