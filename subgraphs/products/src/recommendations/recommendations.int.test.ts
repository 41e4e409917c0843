import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { bothWays, walkBothWays, type SeenPageBothWays, type TestViewer } from '@cartwright/testing';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isKept } from '../../test/kept-statements.ts';
import { mutate } from '../../test/mutate.ts';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';
import { purchasesWithin } from '../reviews/repository/purchases.ts';
import { countSales, noteAll } from './door.ts';

let products: TestProducts;
beforeAll(async () => {
  products = await startTestProducts({ products: 80, sweepSeconds: 3_600 });
  await products.sql.$executeRawUnsafe('DELETE FROM purchases');
  await recount();
});
afterAll(() => products[Symbol.asyncDispose]());

const staff: TestViewer = { id: uuidv7(), role: 'STAFF' };
const dayMs = 86_400_000;
const run = (text: string, ...values: unknown[]) => products.sql.$executeRawUnsafe(text, ...values);

/** Carries on until nothing is left to count. */
async function count(): Promise<void> {
  while (await countSales(products));
}

async function recount(): Promise<void> {
  await products.database.transaction((tx) => noteAll(tx));
  await count();
}

/** An order of some products, placed some days ago, as the message about it is stored. */
async function order(productIds: readonly string[], daysAgo = 0): Promise<string> {
  const orderId = uuidv7({ msecs: Date.now() - daysAgo * dayMs });
  await products.database.transaction((tx) =>
    purchasesWithin(tx).recordPurchases([{ orderId, customerId: uuidv7(), productIds }]),
  );
  return orderId;
}

const orders = async (times: number, productIds: readonly string[]) => {
  for (let time = 0; time < times; time += 1) await order(productIds);
};

let used = 0;
/** Products of a category that no other test of this file buys or changes, all in stock. */
async function freshProducts(howMany: number): Promise<string[]> {
  const found = await products.sql.$queryRawUnsafe<{ id: string }[]>(
    `SELECT id FROM products WHERE available_variants > 0 ORDER BY id OFFSET ${used} LIMIT ${howMany}`,
  );
  used += howMany;
  expect(found).toHaveLength(howMany);
  return found.map(({ id }) => id);
}

async function recommendedWith(id: string, given = 'intent: BOUGHT_TOGETHER'): Promise<string[] | undefined> {
  const { data } = await products.graphql<{ product: { recommendations: { id: string }[] | null } }>(
    null,
    `query ($id: ID!) { product(id: $id) { recommendations(${given}) { id } } }`,
    { id },
  );
  return data.product.recommendations?.map((one) => one.id);
}

async function bestSellers(given = ''): Promise<string[]> {
  const query = `query (${bothWays.variables}) { products(${bothWays.pageArguments}, sort: BEST_SELLING ${given}) {
    nodes { id } ${bothWays.pageInfo} } }`;
  const read = async (page: object) => {
    const { data } = await products.graphql<{ products: SeenPageBothWays<{ id: string }> }>(
      null,
      query,
      page,
    );
    return data.products;
  };
  return (await walkBothWays(read, 7)).map(({ id }) => id);
}

describe('what sells best', () => {
  it('comes first, by orders that count less the older they are, and cancelled ones not at all', async () => {
    const [old = '', often = '', once = '', cancelled = ''] = await freshProducts(4);
    await order([once]);
    await orders(3, [often]);
    for (let time = 0; time < 3; time += 1) await order([old], 90);
    const orderId = await order([cancelled]);
    await count();
    expect((await bestSellers()).slice(0, 4)).toEqual(expect.arrayContaining([once, often, old, cancelled]));
    expect((await bestSellers())[0]).toBe(often);
    await products.database.transaction((tx) =>
      purchasesWithin(tx).undoPurchase({ orderId, customerId: uuidv7(), productIds: [cancelled] }),
    );
    await count();
    expect((await bestSellers()).slice(0, 3)).toEqual([often, once, old]);
    expect(await bestSellers()).toHaveLength(80);
  });

  it('counts an order once, however often it is told of', async () => {
    const [one = '', two = ''] = await freshProducts(2);
    await orders(8, [two]);
    const orderId = uuidv7();
    for (let time = 0; time < 9; time += 1)
      await products.database.transaction((tx) =>
        purchasesWithin(tx).recordPurchases([{ orderId, customerId: uuidv7(), productIds: [one] }]),
      );
    await count();
    const rows = await products.database.statements
      .selectFrom('productSales')
      .select(['productId', 'orders'])
      .where('productId', 'in', [one, two])
      .orderBy('orders')
      .execute();
    expect(rows).toEqual([
      { productId: one, orders: 1 },
      { productId: two, orders: 8 },
    ]);
  });

  it('is what it was when all is counted again, and a product that comes back has its place again', async () => {
    const before = await bestSellers();
    const [first = ''] = before;
    await run(`UPDATE products SET status = 'ARCHIVED' WHERE id = $1`, first);
    expect(await bestSellers()).not.toContain(first);
    await run(`UPDATE products SET status = 'PUBLISHED' WHERE id = $1`, first);
    await count();
    expect(await bestSellers()).toEqual(before);
    await run('UPDATE product_sales SET score = 0, orders = 0');
    const command = fileURLToPath(new URL('../recount-sales.ts', import.meta.url));
    const env = { ...process.env, DATABASE_URL: products.databaseUrl };
    const { stdout } = await promisify(execFile)(process.execPath, [command], { env });
    expect(stdout).toBe('80 products are counted again\n');
    expect(await bestSellers()).toEqual(before);
  });

  it('moves with a product to another category', async () => {
    const [first = ''] = await bestSellers();
    const [other] = await products.sql.$queryRawUnsafe<{ id: string; slug: string }[]>(
      `SELECT id, slug FROM categories WHERE id <> (SELECT category_id FROM products WHERE id = $1)
       AND EXISTS (SELECT FROM products WHERE category_id = categories.id) LIMIT 1`,
      first,
    );
    await run('UPDATE products SET category_id = $2::uuid WHERE id = $1', first, other?.id);
    expect((await bestSellers(`, category: "${other?.slug}"`))[0]).toBe(first);
  });
});

describe('what is bought together', () => {
  it('is what goes with a product, and not what sells well with everything', async () => {
    const [phone = '', cover = '', popular = '', other = ''] = await freshProducts(4);
    await orders(4, [phone, cover]);
    await orders(5, [phone, popular]);
    await orders(40, [popular, other]);
    await count();
    expect(await recommendedWith(phone)).toEqual([cover, popular]);
    expect(await recommendedWith(cover)).toEqual([phone]);
    expect(await recommendedWith(phone, 'intent: BOUGHT_TOGETHER, first: 1')).toEqual([cover]);
  });

  it('has what is sold out last, and nothing that is not shown', async () => {
    const [one = '', soldOut = '', archived = '', left = ''] = await freshProducts(4);
    await orders(4, [one, soldOut]);
    await orders(4, [one, archived]);
    await orders(2, [one, left]);
    await run('UPDATE products SET available_variants = 0 WHERE id = $1', soldOut);
    await run(`UPDATE products SET status = 'ARCHIVED' WHERE id = $1`, archived);
    await count();
    expect(await recommendedWith(one)).toEqual([left, soldOut]);
  });

  it('is forgotten with the orders that are cancelled', async () => {
    const [one = '', two = ''] = await freshProducts(2);
    const ids = [await order([one, two]), await order([one, two])];
    await count();
    expect(await recommendedWith(one)).toEqual([two]);
    await products.database.transaction((tx) =>
      purchasesWithin(tx).undoPurchase({
        orderId: ids[0] ?? '',
        customerId: uuidv7(),
        productIds: [one, two],
      }),
    );
    await count();
    expect(await recommendedWith(one)).toEqual([]);
  });

  it('says nothing by orders of very many products', async () => {
    const many = (await bestSellers()).slice(-21);
    await orders(3, many);
    await count();
    expect(await recommendedWith(many[0] ?? '')).toEqual([]);
  });
});

describe('what is related', () => {
  it('begins with the category of the product', async () => {
    const [row] = await products.sql.$queryRawUnsafe<{ id: string; ids: string[] }[]>(
      `SELECT category_id AS id, array_agg(id::text) AS ids FROM products WHERE available_variants > 0 AND status = 'PUBLISHED'
       GROUP BY 1 ORDER BY count(*) DESC LIMIT 1`,
    );
    const [id = '', ...others] = row?.ids ?? [];
    const found = (await recommendedWith(id, 'first: 20')) ?? [];
    expect(found).not.toContain(id);
    expect(found.slice(0, Math.min(others.length, 20)).every((one) => others.includes(one))).toBe(true);
  });

  it.each(['RELATED', 'BOUGHT_TOGETHER'])(
    '%s takes as many statements for 40 products as for 20',
    async (intent) => {
      const ask = async (first: number) => {
        const query = `{ products(first: ${first}) { nodes { recommendations(intent: ${intent}, first: 4) { id } } } }`;
        await products.graphql(null, query);
        products.statements.reset();
        await products.graphql(null, query);
        return products.statements.statements().length;
      };
      expect(await ask(40)).toBe(await ask(20));
    },
  );

  it('reads nothing for none, and once however many ways it is asked for', async () => {
    const ask = async (fields: string) => {
      const query = `{ products(first: 5) { nodes { ${fields} } } }`;
      await products.graphql(null, query);
      products.statements.reset();
      await products.graphql(null, query);
      return products.statements.statements().filter((sql) => !isKept.test(sql)).length;
    };
    const bare = await ask('id');
    expect(await ask('id recommendations(first: 0) { id }')).toBe(bare);
    const one = await ask('a: recommendations(first: 3) { id }');
    expect(await ask('a: recommendations(first: 3) { id } b: recommendations(first: 7) { id }')).toBe(one);
  });

  it.each([-1, 21])('%i is refused', async (first) => {
    const [id = ''] = await bestSellers();
    expect(await recommendedWith(id, `first: ${first}`)).toBeUndefined();
  });
});

describe('what staff pick', () => {
  const update = (input: object, viewer = staff) =>
    mutate(products, viewer, {
      name: 'productRecommendationsUpdate',
      input: { intent: 'BOUGHT_TOGETHER', ...input },
      selection: `... on InvalidInputError { fields { path code } } ... on ProductNotFoundError { productId }
        ... on ProductRecommendationsUpdateSuccess { product { recommendations(intent: BOUGHT_TOGETHER) { id } } }`,
    });
  const versionOf = async (id: string) => {
    const [row] = await products.sql.$queryRawUnsafe<{ version: number }[]>(
      'SELECT version FROM products WHERE id = $1',
      id,
    );
    return row?.version ?? 0;
  };

  it('comes first in their order, once, and what the store finds behind it', async () => {
    const [one = '', found = '', second = '', first = ''] = await freshProducts(4);
    await orders(2, [one, found]);
    await count();
    const picks = { id: one, productIds: [first, second, first] };
    const version = await versionOf(one);
    const expected = [first, second, found].map((id) => ({ id }));
    expect(await update({ ...picks, version })).toMatchObject({ product: { recommendations: expected } });
    expect(await recommendedWith(one)).toEqual([first, second, found]);
    expect(await recommendedWith(one, 'intent: RELATED, first: 1')).not.toEqual([first]);
    expect(await update({ ...picks, version })).toMatchObject({ __typename: 'ProductChangedError' });
    await update({ ...picks, version: version + 1 });
    expect(await versionOf(one)).toBe(version + 1);
    await update({ id: one, productIds: [], version: version + 1 });
    expect(await recommendedWith(one)).toEqual([found]);
  });

  it('is other products, that there are, twenty at most, and for who keeps the catalogue', async () => {
    const [id = ''] = await freshProducts(1);
    const version = await versionOf(id);
    expect(await update({ id, version, productIds: [id] })).toMatchObject({
      fields: [{ path: ['productIds'] }],
    });
    const absent = uuidv7();
    expect(await update({ id, version, productIds: [absent] })).toMatchObject({ productId: absent });
    const customer: TestViewer = { id: uuidv7(), role: 'CUSTOMER' };
    expect(await update({ id, version, productIds: [] }, customer)).toEqual({ code: 'FORBIDDEN' });
    expect(await versionOf(id)).toBe(version);
  });
});
