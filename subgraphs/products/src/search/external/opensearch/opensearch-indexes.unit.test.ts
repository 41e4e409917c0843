import { expect, it } from 'vitest';
import type { IndexedProduct } from '../indexed-product.ts';
import { OpenSearchError, type OpenSearchRequest, type SendToOpenSearch } from './client.ts';
import { openSearchIndexes } from './opensearch-indexes.ts';

/** Answers by the path that is asked for, and keeps what was sent. */
function open(answers: Record<string, unknown> = {}) {
  const sent: Pick<OpenSearchRequest, 'method' | 'path' | 'body'>[] = [];
  const send: SendToOpenSearch = ({ method, path, body }) => {
    sent.push({ method, path, ...(body !== undefined && { body }) });
    const answer = answers[path] ?? null;
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  };
  return { indexes: openSearchIndexes(send, 'shop'), sent };
}

const there = { 'shop-1': { aliases: { shop: {} } }, 'shop-2': { aliases: {} } };
const product = { id: 'p1' } as IndexedProduct;

it('writes products and takes out what is gone, which may be gone already', async () => {
  const items = [{ index: { status: 201 } }, { delete: { status: 404 } }];
  const { indexes, sent } = open({ 'shop-1/_bulk': { errors: true, items } });
  await indexes.write('1', { products: [product], goneIds: ['p2'] });
  expect(sent).toEqual([
    {
      method: 'POST',
      path: 'shop-1/_bulk',
      body: [{ index: { _id: 'p1' } }, product, { delete: { _id: 'p2' } }],
    },
  ]);
});

it('says so when one of the products is not written', async () => {
  const items = [{ index: { status: 429, error: 'too many' } }];
  const { indexes } = open({ 'shop-1/_bulk': { errors: true, items } });
  await expect(indexes.write('1', { products: [product], goneIds: [] })).rejects.toThrow('too many');
});

it('makes an index once', async () => {
  const there = new OpenSearchError(400, 'resource_already_exists_exception');
  await open({ 'shop-1': there }).indexes.create('1');
  const refused = open({ 'shop-1': new OpenSearchError(400, 'mapper_parsing_exception') });
  await expect(refused.indexes.create('1')).rejects.toThrow('mapper_parsing_exception');
});

it('moves the alias in one request, when all that was written can be found', async () => {
  const { indexes, sent } = open({ 'shop-*/_alias': there });
  await indexes.serve('2');
  expect(sent.map(({ path }) => path)).toEqual(['shop-2/_refresh', 'shop-*/_alias', '_aliases']);
  expect(sent[2]?.body).toEqual({
    actions: [{ remove: { index: 'shop-1', alias: 'shop' } }, { add: { index: 'shop-2', alias: 'shop' } }],
  });
});

it('drops every other index of the shop', async () => {
  const { indexes, sent } = open({ 'shop-*/_alias': there });
  await indexes.keepOnly(['2']);
  expect(sent.slice(1)).toEqual([{ method: 'DELETE', path: 'shop-1' }]);
});
