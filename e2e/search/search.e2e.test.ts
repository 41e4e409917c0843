import { expect, inject, it } from 'vitest';
import { graphqlClient } from '../support/graphql-client.ts';

const visitor = graphqlClient(inject('graphqlUrl'));

interface Search {
  readonly didYouMean: string | null;
  readonly interpretation: {
    readonly searchedFor: string;
    readonly match: string;
    readonly words: { readonly typed: string; readonly reading: string }[];
  };
  readonly products: { readonly totalCount: number; readonly nodes: { readonly name: string }[] };
}

async function search(query: string, spelling = 'CORRECTED'): Promise<Search> {
  const { productSearch } = await visitor.ask<{ productSearch: Search }>(
    `query ($input: ProductSearchInput!) { productSearch(input: $input) { didYouMean
      interpretation { searchedFor match words { typed reading } } products { totalCount nodes { name } } } }`,
    { input: { query, spelling } },
  );
  return productSearch;
}

it('a buyer who types in a hurry is shown what was meant, told so, and can insist', async () => {
  const { searchSuggest } = await visitor.ask<{
    searchSuggest: { products: { text: string; searchedFor: string }[] };
  }>('{ searchSuggest(query: "ceramc mu") { products { text searchedFor } } }');
  expect(searchSuggest.products[0]?.searchedFor).toBe('ceramic mu');

  const meant = await search('ceramc mug xylophonist');
  expect(meant).toMatchObject({
    didYouMean: 'ceramic mug xylophonist',
    interpretation: {
      searchedFor: 'ceramic mug',
      match: 'ALL',
      words: [
        { typed: 'ceramc', reading: 'CORRECTED' },
        { typed: 'mug', reading: 'AS_TYPED' },
        { typed: 'xylophonist', reading: 'LEFT_OUT' },
      ],
    },
  });
  expect(meant.products).toEqual((await search('ceramic mug')).products);
  expect((await search('ceramc mug xylophonist', 'AS_TYPED')).products.totalCount).toBe(0);
});

it('a buyer finds the same from any keyboard', async () => {
  const cafetieres = await search('cafeti\u00e8re');
  expect(cafetieres.products.totalCount).toBeGreaterThan(0);
  for (const typed of ['cafetie\u0300re', 'CAFETIERE'])
    expect((await search(typed)).products).toEqual(cafetieres.products);
  const wide = await search('20 cm');
  expect(wide.products.totalCount).toBeGreaterThan(0);
  expect((await search('20cm')).products).toEqual(wide.products);
});
