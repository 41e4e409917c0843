import { expect, it } from 'vitest';
import type { EngineQuery } from '../../ports.ts';
import { noAttributes } from '../../rules/shown-attributes.ts';
import { allOf } from './clause.ts';
import type { Prepared } from '../prepared.ts';
import { countBody, facetsBody, pageBody, pricesBody } from './search-bodies.ts';

const eur = { term: { 'offers.currency': 'EUR' } };
const offers = (...filter: object[]) => ({ bool: { filter: [eur, ...filter] } });

function prepared(query: Partial<EngineQuery> = {}, text: Prepared['text'] = null): Prepared {
  const usual = {
    text: null,
    language: 'en',
    spelling: 'CORRECTED',
    synonyms: [],
    pinned: [],
    boosts: [],
  } as const;
  return {
    query: { ...usual, filter: { offer: { currency: 'EUR' } }, order: 'NEWEST', ...query },
    filterable: ['width'],
    text,
  };
}

const place = { after: null, direction: 'forward', limit: 20 } as const;

it('asks for everything where nothing was typed, and goes on from a key', () => {
  expect(pageBody(prepared(), place)).toEqual({
    query: { bool: { must: [{ match_all: {} }], filter: [] } },
    sort: [{ createdAtMs: { order: 'desc' } }, { id: { order: 'desc' } }],
    size: 20,
    _source: false,
    track_total_hits: 10_000,
  });
  const back = { ...place, after: [5, 'id'], direction: 'backward' as const };
  expect(pageBody(prepared(), back)).toMatchObject({
    sort: [{ createdAtMs: { order: 'asc' } }, { id: { order: 'asc' } }],
    search_after: [5, 'id'],
  });
});

it('sorts by the lowest price of what meets the filter, and leaves out what has none', () => {
  const offer = { currency: 'EUR', availableForSale: true } as const;
  const body = pageBody(prepared({ order: 'PRICE_ASC', filter: { offer } }), place);
  const filter = offers({ term: { 'offers.available': true } });
  expect(body).toMatchObject({
    query: { bool: { filter: [{ nested: { query: filter } }, { nested: { path: 'offers', query: eur } }] } },
    sort: [{ 'offers.amountMinor': { order: 'asc', mode: 'min', nested: { path: 'offers', filter } } }, {}],
  });
});

it('asks one and the same variant for all that is asked of variants', () => {
  const filter = {
    brands: ['Thistle'],
    minimumRating: 4,
    attributes: [{ key: 'width', values: [], range: { min: { number: 2, typed: '2' }, max: null } }],
    offer: {
      currency: 'EUR',
      price: { minMinor: 5, maxMinor: null },
      options: [{ name: 'Size', values: ['M'] }],
    },
  } as const;
  expect(countBody(prepared({ filter }))).toMatchObject({
    query: {
      bool: {
        filter: [
          { terms: { brand: ['Thistle'] } },
          { range: { ratingAverage: { gte: 4 } } },
          {
            nested: {
              path: 'attributeNumbers',
              query: {
                bool: {
                  filter: [
                    { term: { 'attributeNumbers.key': 'width' } },
                    { range: { 'attributeNumbers.number': { gte: 2 } } },
                  ],
                },
              },
            },
          },
          {
            nested: {
              path: 'offers',
              query: offers(
                { terms: { 'offers.optionValues': ['Size\u001FM'] } },
                { range: { 'offers.amountMinor': { gte: 5 } } },
              ),
            },
          },
        ],
      },
    },
  });
});

it('asks that variant for what is said of variants, too', () => {
  const width = { key: 'width', values: ['2'], range: { min: null, max: { number: 3, typed: '3' } } };
  const offer = { currency: 'EUR', attributes: [width] } as const;
  const numbers = allOf([
    { term: { 'offers.attributeNumbers.key': 'width' } },
    { range: { 'offers.attributeNumbers.number': { lte: 3 } } },
  ]);
  const met = offers(
    { terms: { 'offers.attributeTerms': ['width\u001F2'] } },
    { nested: { path: 'offers.attributeNumbers', query: numbers } },
  );
  const filter = [{ nested: { path: 'offers', query: met } }];
  expect(countBody(prepared({ filter: { offer } }))).toMatchObject({ query: { bool: { filter } } });
  expect(pricesBody(prepared({ filter: { offer } }))).toMatchObject({
    aggs: { offers: { aggs: { met: { filter: met } } } },
  });
  const secret = { currency: 'EUR', attributes: [{ ...width, key: 'secret' }] } as const;
  expect(countBody(prepared({ filter: { offer: secret } }))).toMatchObject({
    query: { bool: { filter: [{ match_none: {} }] } },
  });
  const inStock = { currency: 'EUR', availableForSale: true } as const;
  expect(
    facetsBody(prepared({ filter: { offer: inStock } }), { keys: ['width'], ofVariants: ['width'] }),
  ).toMatchObject({
    aggs: {
      set0: {
        aggs: {
          variant_terms: {
            nested: { path: 'offers' },
            aggs: {
              met: {
                filter: offers({ term: { 'offers.available': true } }),
                aggs: { values: { terms: { field: 'offers.attributeTerms' } } },
              },
            },
          },
        },
      },
    },
  });
});

it('finds nothing by an attribute that lists cannot be narrowed by', () => {
  const filter = {
    attributes: [{ key: 'secret', values: ['x'], range: null }],
    offer: { currency: 'EUR' },
  } as const;
  expect(countBody(prepared({ filter }))).toMatchObject({
    query: { bool: { filter: [{ match_none: {} }] } },
  });
});

it('scores pins above names, and names above words, which boosts weigh', () => {
  const text = {
    tsquery: "('mug')",
    named: { tsquery: "('mug':A)", phrase: "('mug':A)", key: 'mug' },
    pinned: ['first', 'second'],
    boosts: [{ by: 'brand', values: ['Harrow'], weight: 2 }],
  } as const;
  const query = { order: 'RELEVANCE', pinned: text.pinned, boosts: text.boosts } as const;
  const inName = {
    dis_max: { tie_breaker: 0.3, queries: [{ term: { 'words.A': { value: 'mug', boost: 1 } } }] },
  };
  expect(pageBody(prepared(query, text), place)).toMatchObject({
    sort: [{ _score: { order: 'desc' } }, { id: { order: 'desc' } }],
    query: {
      bool: {
        must: [
          {
            dis_max: {
              queries: [
                {
                  bool: {
                    must: [
                      {
                        function_score: {
                          functions: [
                            { filter: { term: { inStock: false } }, weight: 0.5 },
                            { filter: { terms: { brand: ['Harrow'] } }, weight: 2 },
                          ],
                        },
                      },
                    ],
                    should: [
                      {
                        dis_max: {
                          queries: [
                            { constant_score: { filter: inName, boost: 10_000 } },
                            { constant_score: { boost: 20_000 } },
                            {
                              constant_score: {
                                filter: { bool: { filter: [inName, { term: { nameKey: 'mug' } }] } },
                                boost: 30_000,
                              },
                            },
                          ],
                        },
                      },
                    ],
                  },
                },
                { constant_score: { filter: { term: { id: 'first' } }, boost: 1_000_000 } },
                { constant_score: { filter: { term: { id: 'second' } }, boost: 999_999 } },
              ],
            },
          },
        ],
      },
    },
  });
});

it('looks for neighbours where the words of a phrase are', () => {
  const text = { tsquery: "('抹茶' <-> '茶碗')", named: null, pinned: [], boosts: [] };
  const match = (query: string) => ({ match: { query, analyzer: 'whitespace' } });
  const intervals = { all_of: { ordered: true, max_gaps: 0, intervals: [match('抹茶'), match('茶碗')] } };
  expect(JSON.stringify(countBody(prepared({}, text)))).toContain(
    JSON.stringify({ intervals: { 'words.A': { ...intervals, boost: 1 } } }),
  );
});

it('counts each facet over all but its own choice', () => {
  const filter = { brands: ['Thistle'], offer: { currency: 'EUR' } } as const;
  const { aggs } = facetsBody(prepared({ filter }), noAttributes) as {
    aggs: Record<string, { filter: object; aggs: object }>;
  };
  expect(Object.keys(aggs)).toEqual(['set0', 'set1']);
  expect(aggs['set0']?.filter).toEqual({ bool: { filter: [{ terms: { brand: ['Thistle'] } }] } });
  expect(Object.keys(aggs['set0']?.aggs ?? {})).not.toContain('brand');
  expect(aggs['set1']).toMatchObject({
    filter: { match_all: {} },
    aggs: { brand: { terms: { field: 'brand' } } },
  });
});

it('reads the ends of prices whatever price is chosen', () => {
  const offer = { currency: 'EUR', price: { minMinor: 3, maxMinor: 4 } } as const;
  const body = pricesBody(prepared({ filter: { offer } }));
  expect(JSON.stringify(body)).not.toContain('range');
  expect(body).toMatchObject({ aggs: { offers: { aggs: { met: { filter: offers() } } } } });
});
