import { storeCurrencies } from '@cartwright/money';
import { expect, it } from 'vitest';
import { readFacetRanges } from './facet-ranges-input.ts';

const ranges = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ label: `Up to ${at + 1}`, max: String(at + 1) }));
const attributes = (...counts: number[]) =>
  counts.map((count, at) => ({ code: `attribute:number-${at}`, ranges: ranges(count) }));
const prices = storeCurrencies.map((currency) => ({ code: 'price', currency, ranges: ranges(10) }));

it('takes as many ranges as one search may show, which goes by one currency', () => {
  expect(readFacetRanges({ facets: attributes(10, 10, 10, 10) }).kind).toBe('valid');
  expect(readFacetRanges({ facets: [...prices, ...attributes(10, 10, 10)] }).kind).toBe('valid');
});

it.each([
  ['of attributes', attributes(10, 10, 10, 10, 1)],
  ['of attributes with those of prices', [...prices, ...attributes(10, 10, 10, 1)]],
])('refuses more %s', (_what, facets) => {
  expect(readFacetRanges({ facets })).toMatchObject({
    kind: 'invalid-input',
    fields: [{ path: ['facets'], code: 'TOO_LONG' }],
  });
});
