import { afterEach, expect, it } from 'vitest';
import { fakeOpenSearch, type FakeAnswer } from '../../../../test/fake-opensearch.ts';
import { noAttributes } from '../../rules/shown-attributes.ts';
import type { Prepared } from '../prepared.ts';
import { openSearchClient } from './client.ts';
import { openSearchIndex } from './opensearch-index.ts';
import { countBody, pageBody, pricesBody } from './search-bodies.ts';

let stack = new AsyncDisposableStack();
afterEach(async () => {
  await stack.disposeAsync();
  stack = new AsyncDisposableStack();
});

const search = 'POST /search/shop/_search';
const id = '01900000-0000-7000-8000-000000000001';
const place = { after: null, direction: 'forward', limit: 2 } as const;
const prepared: Prepared = {
  query: {
    text: null,
    language: 'en',
    spelling: 'CORRECTED',
    synonyms: [],
    filter: { offer: { currency: 'EUR' } },
    order: 'NEWEST',
    pinned: [],
    boosts: [],
  },
  filterable: [],
  text: null,
};

async function open(answers: Record<string, FakeAnswer>, timeoutMs = 10_000) {
  const { url, asked } = stack.use(await fakeOpenSearch(answers));
  const client = openSearchClient({ url, timeoutMs });
  stack.defer(async () => (await client()).close());
  return { index: openSearchIndex(client, 'shop'), asked };
}

/** What is asked for as it is sent. */
function sent(body: object): unknown {
  return JSON.parse(JSON.stringify(body));
}

it('reads pages and counts out of what the index answers', async () => {
  const answer = { hits: { total: { value: 7 }, hits: [{ _id: id, sort: [30_000.25, id] }] } };
  const { index, asked } = await open({ [search]: answer });
  expect(await index.page(prepared, place)).toEqual({ hits: [{ id, sort: [30_000.25, id] }], total: 7 });
  expect(await index.count(prepared)).toBe(7);
  expect(asked.map(({ what, body }) => [what, body])).toEqual([
    [search, sent(pageBody(prepared, place))],
    [search, sent(countBody(prepared))],
  ]);
});

it.each([
  [
    { min: { value: 900 }, max: { value: 4_000 } },
    { minMinor: 900, maxMinor: 4_000 },
  ],
  [{ min: { value: null }, max: { value: null } }, null],
])('reads the ends of prices: %j', async (met, ends) => {
  const { index, asked } = await open({ [search]: { aggregations: { offers: { met } } } });
  expect(await index.priceRange(prepared)).toEqual(ends);
  expect(asked[0]?.body).toEqual(sent(pricesBody(prepared)));
});

it('reads facets out of their aggregations', async () => {
  const brand = { buckets: [{ key: 'Thistle', doc_count: 2 }] };
  const none = { buckets: [] };
  const offers = { met: { values: none } };
  const set0 = {
    doc_count: 3,
    category_id: none,
    brand,
    tags: none,
    rating_average: { buckets: {} },
    availability: offers,
    price_steps: offers,
    option_values: offers,
  };
  const { index } = await open({ [search]: { aggregations: { set0 } } });
  expect(await index.facetCounts(prepared, noAttributes)).toEqual([
    { facet: 'size', value: '', count: 3 },
    { facet: 'brand', value: 'Thistle', count: 2 },
  ]);
});

it('tells a refusal from an answer, and does not wait for ever', async () => {
  const missing = { error: { type: 'index_not_found_exception', reason: 'no such index' } };
  const refusing = await open({ [search]: [404, missing] });
  await expect(refusing.index.count(prepared)).rejects.toThrow('index_not_found_exception');
  expect(refusing.asked).toHaveLength(1);
  const silent = await open({}, 50);
  await expect(silent.index.count(prepared)).rejects.toThrow('timed out');
  expect(silent.asked).toHaveLength(1);
});
