import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EngineUnderTest } from '../../search-engine.suite.ts';
import { openEngineShop } from '../../../../test/engine-shop.ts';
import type { EngineQuery } from '../../ports.ts';
import type { OpenSearchRequest } from './client.ts';
import { openSearch } from './opensearch-search.ts';

let shop: EngineUnderTest;
let sent: OpenSearchRequest[] = [];
let answers: object[] = [];

beforeAll(async () => {
  shop = await openEngineShop((database) => ({
    engine: openSearch({
      ...database,
      alias: 'shop',
      send: (request) => {
        sent.push(request);
        return Promise.resolve(answers.shift());
      },
    }),
    settled: () => Promise.resolve(),
    rebuild: () => Promise.resolve(),
  }));
});
afterAll(() => shop[Symbol.asyncDispose]());

function find(query: Partial<EngineQuery>) {
  const usual = {
    text: null,
    language: 'en',
    spelling: 'CORRECTED',
    synonyms: [],
    pinned: [],
    boosts: [],
  } as const;
  const filter = { offer: { currency: 'EUR' } } as const;
  return shop.engine.find({ ...usual, filter, order: 'NEWEST', ...query });
}

const page = (total: number, ...hits: readonly (readonly [string, number])[]) => ({
  hits: { total: { value: total }, hits: hits.map(([id, place]) => ({ _id: id, sort: [place, id] })) },
});

it('fills a page up where products are not shown any more, and gives keys that lead on', async () => {
  const ids = [];
  for (const name of ['Mug', 'Pot', 'Bowl']) ids.push(await shop.sell({ name }));
  const [mug = '', pot = '', bowl = ''] = ids;
  await shop.withdraw(pot);
  [sent, answers] = [[], [page(3, [mug, 3], [pot, 2]), page(3, [bowl, 1])]];
  const found = find({});
  const { products, counted } = await found.page({ after: null, direction: 'forward', limit: 2 });
  expect(products.map(({ id, key }) => [id, key])).toEqual([
    [mug, ['opensearch', 3, mug]],
    [bowl, ['opensearch', 1, bowl]],
  ]);
  expect(products[0]?.revision).toEqual(expect.any(String));
  expect(counted).toBe(3);
  expect(sent.map(({ body }) => body)).toMatchObject([{ size: 2 }, { size: 1, search_after: [2, pot] }]);
  expect(found.keySchema().parse(products[1]?.key)).toEqual(['opensearch', 1, bowl]);
});

it('searches for what PostgreSQL has read out of a text', async () => {
  await shop.sell({ name: 'Walnut Tray' });
  [sent, answers] = [[], [page(0)]];
  const found = find({ text: 'wallnut trays', order: 'RELEVANCE' });
  await found.page({ after: null, direction: 'forward', limit: 2 });
  expect((await found.interpretation())?.didYouMean).toBe('walnut trays');
  const body = JSON.stringify(sent[0]?.body);
  for (const word of ['walnut', 'tray']) expect(body).toContain(JSON.stringify({ value: word, boost: 1 }));
  expect(body).toContain(JSON.stringify({ term: { nameKey: 'walnuttrays' } }));
});
