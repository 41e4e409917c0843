import { buildSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { featureProblems } from './feature-problems.ts';
import { readFeatures } from './read-features.ts';

const schema = buildSchema(`
  type Query { products(first: Int, last: Int): [Product] }
  type Product { rating: Float }
  enum CurrencyCode { EUR JPY }
  input PriceInput { min: Int }
`);
const isFile = (file: string): boolean => file === 'e2e/pages.e2e.test.ts';

const good = '| Pages | yes | `Query.products(first:, last:)` | `e2e/pages.e2e.test.ts` | |';

function problems(
  row: string,
  counts = '| products | 1 | 1 | 0 | 0 |\n| **all** | **1** | **1** | **0** | **0** |',
) {
  const markdown = `# Features

| domain | rows | yes | partly | no |
| --- | ---: | ---: | ---: | ---: |
${counts}

## products

| capability | state | fields | test | missing |
| --- | --- | --- | --- | --- |
${row}
`;
  return featureProblems(readFeatures(markdown), { schema, isFile });
}

describe('a list of features', () => {
  it.each([
    good,
    good.replace('Query.products(first:, last:)', 'Product.rating'),
    good.replace('Query.products(first:, last:)', 'CurrencyCode.JPY'),
    good.replace('Query.products(first:, last:)', 'PriceInput.min'),
    good.replace('Query.products(first:, last:)', 'Product'),
    good.replace('Query.products(first:, last:)', 'GET /sitemap.xml'),
    good.replace('Query.products(first:, last:)', 'SHOP_URL'),
  ])('is true when everything named is there: %s', (row) => {
    expect(problems(row)).toEqual([]);
  });

  it.each([
    ['a field', 'Product.brand', /`Product\.brand` is not in the schema, which has no Product\.brand\.$/],
    ['an argument', 'Query.products(first:, after:)', /no argument after of Query\.products\.$/],
    ['a value', 'CurrencyCode.XYZ', /no CurrencyCode\.XYZ\.$/],
    ['a type', 'Brand.name', /no type Brand\.$/],
  ])('is untrue when %s is gone', (_what, field, problem) => {
    expect(problems(good.replace('Query.products(first:, last:)', field))).toEqual([
      expect.stringMatching(problem),
    ]);
  });

  it.each([
    ['has no field or route', good.replace(/`Query[^`]*`/, ''), /"Pages": .*no field, route or command/],
    ['has no test', good.replace(/`e2e[^`]*`/, ''), /"Pages": .*no test is named/],
    ['has a test that is gone', good.replace('e2e/pages', 'e2e/gone'), /no test `e2e\/gone\.e2e\.test\.ts`/],
  ])('is untrue when what is there %s', (_what, row, problem) => {
    expect(problems(row)).toEqual([expect.stringMatching(problem)]);
  });

  it('knows three states', () => {
    expect(problems(good.replace('yes', 'soon'))[0]).toMatch(/state is "soon" and must be yes, partly or no/);
  });

  it('asks for no field and no test where nothing is there', () => {
    const counts = '| products | 1 | 0 | 0 | 1 |\n| all | 1 | 0 | 0 | 1 |';
    expect(problems('| Pages | no | | | Nothing yet. |', counts)).toEqual([]);
  });

  it('counts its rows, in each domain and in all', () => {
    expect(problems(good, '| products | 2 | 2 | 0 | 0 |\n| carts | 0 | 0 | 0 | 0 |')).toEqual([
      'The counts of products must be 1, 1, 0, 0.',
      'The counts of all must be 1, 1, 0, 0.',
      'The head counts carts, which has no table.',
    ]);
  });
});
