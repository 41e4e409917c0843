import { expect, inject, it } from 'vitest';
import { graphqlClient } from '../support/graphql-client.ts';
import { staffClient } from '../support/staff.ts';

const url = inject('graphqlUrl');
const visitor = graphqlClient(url);

const offered = async (query: string): Promise<string[]> => {
  const { searchSuggest } = await visitor.ask<{ searchSuggest: { queries: string[] } }>(
    'query ($query: String!) { searchSuggest(query: $query) { queries } }',
    { query },
  );
  return searchSuggest.queries;
};

it('a buyer who types is offered places and what others searched for, until staff hide it', async () => {
  const { searchSuggest } = await visitor.ask<{
    searchSuggest: { categories: { category: { slug: string } }[]; products: object[]; queries: string[] };
  }>('{ searchSuggest(query: "mug") { products { text } categories { category { slug } } queries } }');
  expect(searchSuggest.categories.map(({ category }) => category.slug)).toContain('mugs');
  expect(searchSuggest.products.length).toBeGreaterThan(0);
  expect(searchSuggest.queries).toContain('mug');

  const staff = await staffClient(url);
  const { searchTerms } = await staff.ask<{ searchTerms: { nodes: { id: string; text: string }[] } }>(
    '{ searchTerms(first: 100, filters: { languages: ["en"] }) { nodes { id text } } }',
  );
  const { id } = searchTerms.nodes.find(({ text }) => text === 'mug') ?? { id: '' };
  const hide = (isHidden: boolean) =>
    staff.ask(
      'mutation ($input: SearchTermUpdateInput!) { searchTermUpdate(input: $input) { __typename } }',
      {
        input: { id, isHidden },
      },
    );
  await hide(true);
  await expect.poll(() => offered('mug'), { timeout: 20_000 }).not.toContain('mug');
  await hide(false);
  await expect.poll(() => offered('mug'), { timeout: 20_000 }).toContain('mug');
});

it('what buyers search for in vain reaches staff', async () => {
  const query = 'quondam yclept nothing';
  await visitor.ask(
    'query ($query: String) { productSearch(input: { query: $query, spelling: AS_TYPED }) { products { nodes { id } } } }',
    {
      query,
    },
  );
  const staff = await staffClient(url);
  const inVain = async () => {
    const { searchTerms } = await staff.ask<{ searchTerms: { nodes: { text: string }[] } }>(
      '{ searchTerms(first: 100, sort: LATEST, filters: { isUnanswered: true }) { nodes { text } } }',
    );
    return searchTerms.nodes.map(({ text }) => text);
  };
  await expect.poll(inVain, { timeout: 90_000 }).toContain(query);
}, 120_000);
