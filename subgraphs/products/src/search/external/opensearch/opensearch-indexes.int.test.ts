import { afterEach, expect, it } from 'vitest';
import { fakeOpenSearch, type FakeAnswer } from '../../../../test/fake-opensearch.ts';
import type { IndexedProduct } from '../indexed-product.ts';
import { openSearchClient } from './client.ts';
import { openSearchIndexes } from './opensearch-indexes.ts';

let stack = new AsyncDisposableStack();
afterEach(async () => {
  await stack.disposeAsync();
  stack = new AsyncDisposableStack();
});

async function open(answers: Record<string, FakeAnswer>) {
  const { url, asked } = stack.use(await fakeOpenSearch(answers));
  const client = openSearchClient({ url, timeoutMs: 10_000 });
  stack.defer(async () => (await client()).close());
  return { indexes: openSearchIndexes(client, 'shop'), asked };
}

const there = { 'shop-1': { aliases: { shop: {} } }, 'shop-2': { aliases: {} } };
const product = { id: 'p1' } as IndexedProduct;
const bulk = 'PUT /search/shop-1/_bulk';
const aliases = 'GET /search/shop-*/_alias';
const refusal = (type: string): FakeAnswer => [400, { error: { type } }];

it('signs in, writes products and takes out what is gone, which may be gone already', async () => {
  const items = [{ index: { status: 201 } }, { delete: { status: 404 } }];
  const { indexes, asked } = await open({ [bulk]: { errors: true, items } });
  await indexes.write('1', { products: [product], goneIds: ['p2'] });
  expect(asked).toEqual([
    {
      what: bulk,
      authorization: `Basic ${Buffer.from('shop:p@ss').toString('base64')}`,
      body: [{ index: { _id: 'p1' } }, product, { delete: { _id: 'p2' } }],
    },
  ]);
});

it('says so when one of the products is not written', async () => {
  const items = [{ index: { status: 429, error: 'too many' } }];
  const { indexes } = await open({ [bulk]: { errors: true, items } });
  await expect(indexes.write('1', { products: [product], goneIds: [] })).rejects.toThrow('too many');
});

it('makes an index once', async () => {
  const { indexes, asked } = await open({
    'PUT /search/shop-1': refusal('resource_already_exists_exception'),
    'PUT /search/shop-2': refusal('mapper_parsing_exception'),
  });
  await indexes.create('1');
  expect(asked[0]?.body).toMatchObject({ mappings: { dynamic: 'strict' } });
  await expect(indexes.create('2')).rejects.toThrow('mapper_parsing_exception');
});

it('moves the alias in one request, when all that was written can be found', async () => {
  const refresh = 'GET /search/shop-2/_refresh';
  const move = 'POST /search/_aliases';
  const { indexes, asked } = await open({ [refresh]: {}, [aliases]: there, [move]: {} });
  await indexes.serve('2');
  expect(asked.map(({ what }) => what)).toEqual([refresh, aliases, move]);
  expect(asked[2]?.body).toEqual({
    actions: [{ remove: { index: 'shop-1', alias: 'shop' } }, { add: { index: 'shop-2', alias: 'shop' } }],
  });
});

it('drops every other index of the shop, which may be gone already', async () => {
  const { indexes, asked } = await open({
    [aliases]: there,
    'DELETE /search/shop-1': [404, { error: { type: 'index_not_found_exception' } }],
  });
  await indexes.keepOnly(['2']);
  expect(asked.slice(1).map(({ what }) => what)).toEqual(['DELETE /search/shop-1']);
});
