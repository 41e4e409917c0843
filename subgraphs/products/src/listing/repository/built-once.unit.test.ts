import type { CompiledQuery } from 'kysely';
import { describe, expect, it } from 'vitest';
import { builtOnce } from './built-once.ts';
import type { PagePlace, ProductListSpec } from './listed-products.ts';

/** A statement whose text depends on what those of lists depend on, and how often one was built. */
function builder() {
  let count = 0;
  const build = (
    { order, filter }: ProductListSpec,
    { after, direction, limit }: PagePlace,
  ): CompiledQuery => {
    count += 1;
    const { tsquery, named, offer, brands } = filter;
    const words = named === undefined ? [] : [named.text, named.tsquery, named.phrase];
    const found = tsquery === undefined ? [] : [tsquery];
    const key = (after ?? []).map(String);
    return {
      sql: [order, direction, ...[found, words, key, brands ?? []].map((values) => values.length)].join(' '),
      parameters: [offer.currency, ...found, ...words, ...key, ...(brands ?? []), limit],
    } as unknown as CompiledQuery;
  };
  return { build, count: () => count };
}

const euros = { currency: 'EUR' } as const;
const dollars = { currency: 'USD' } as const;
const forward = { direction: 'forward' } as const;
const named = { text: 'Mug', tsquery: 'mug:A', phrase: 'mug:A' };
const byName = 'RELEVANCE' as const;

const cases: [ProductListSpec, PagePlace][] = [
  [
    { filter: { offer: euros }, order: 'PRICE_ASC' },
    { after: null, ...forward, limit: 21 },
  ],
  [
    { filter: { offer: dollars }, order: 'PRICE_ASC' },
    { after: null, ...forward, limit: 3 },
  ],
  [
    { filter: { offer: euros }, order: 'PRICE_ASC' },
    { after: [100, 'one'], ...forward, limit: 21 },
  ],
  [
    { filter: { offer: dollars }, order: 'PRICE_ASC' },
    { after: [7, 'other'], ...forward, limit: 21 },
  ],
  [
    { filter: { offer: dollars }, order: 'PRICE_ASC' },
    { after: [7, 'other'], direction: 'backward', limit: 21 },
  ],
  [
    { filter: { offer: euros, tsquery: 'mug' }, order: 'PRICE_ASC' },
    { after: [7, 'other'], ...forward, limit: 21 },
  ],
  [
    { filter: { offer: euros, tsquery: 'mug', named }, order: byName },
    { after: null, ...forward, limit: 21 },
  ],
  [
    { filter: { offer: euros, tsquery: 'cup' }, order: byName },
    { after: null, ...forward, limit: 21 },
  ],
  [
    { filter: { offer: euros, brands: ['Oak'] }, order: 'PRICE_ASC' },
    { after: null, ...forward, limit: 21 },
  ],
];

describe('the statement of a page', () => {
  it.each(cases)('is the one that would be built for it: %j, %j', (spec, place) => {
    const { build } = builder();
    for (let time = 1; time <= 2; time += 1)
      expect(builtOnce('walk', { spec, place }, build)).toEqual(build(spec, place));
  });

  it('is built once for all lists without filters that differ in values alone', () => {
    const { build, count } = builder();
    const order = 'RATING' as const;
    for (const offer of [euros, dollars]) {
      for (const limit of [1, 2]) {
        builtOnce(
          'found',
          { spec: { filter: { offer }, order }, place: { after: [4, 1, 'id'], ...forward, limit } },
          build,
        );
      }
    }
    expect(count()).toBe(1);
  });

  it('is another for each way to read a page', () => {
    const [spec, place] = [
      { filter: { offer: euros }, order: 'NAME' } as const,
      { after: null, ...forward, limit: 1 },
    ];
    const ways = (['found', 'walk'] as const).map((way) =>
      builtOnce(way, { spec, place }, () => ({ sql: way, parameters: [] }) as unknown as CompiledQuery),
    );
    expect(ways.map(({ sql }) => sql)).toEqual(['found', 'walk']);
  });
});
