import { expect, inject, it } from 'vitest';
import { graphqlClient } from '../support/graphql-client.ts';
import { staffClient } from '../support/staff.ts';

const url = inject('graphqlUrl');
const visitor = graphqlClient(url);

async function found(query: string, spelling = 'CORRECTED'): Promise<string[]> {
  const { productSearch } = await visitor.ask<{
    productSearch: { products: { nodes: { id: string }[] } };
  }>('query ($input: ProductSearchInput!) { productSearch(input: $input) { products { nodes { id } } } }', {
    input: { query, spelling },
  });
  return productSearch.products.nodes.map(({ id }) => id);
}

interface Synonyms {
  readonly groups: readonly { readonly phrases: readonly string[]; readonly isOneWay: boolean }[];
  readonly version: number;
}

/** Other tests change what staff keep for searches: has some phrases mean the same, whatever else does. */
async function meanTheSame(phrases: readonly string[]): Promise<void> {
  const staff = await staffClient(url);
  const { searchSettings } = await staff.ask<{ searchSettings: { synonyms: Synonyms } }>(
    '{ searchSettings { synonyms { version groups { phrases isOneWay } } } }',
  );
  const { groups, version } = searchSettings.synonyms;
  const others = groups.filter((group) => !group.phrases.some((phrase) => phrases.includes(phrase)));
  const { searchSynonymsUpdate } = await staff.ask<{ searchSynonymsUpdate: { __typename: string } }>(
    'mutation ($input: SearchSynonymsUpdateInput!) { searchSynonymsUpdate(input: $input) { __typename } }',
    { input: { version, groups: [...others, { phrases }] } },
  );
  expect(searchSynonymsUpdate.__typename).toBe('SearchSynonymsUpdateSuccess');
}

it('a buyer finds what the shop calls by another name', async () => {
  const [sneakers, trainers] = [await found('sneakers', 'AS_TYPED'), await found('trainers', 'AS_TYPED')];
  expect(trainers).not.toEqual(expect.arrayContaining(sneakers));
  await meanTheSame(['sneakers', 'trainers']);
  const both = [...new Set([...sneakers, ...trainers])].toSorted();
  await expect.poll(async () => (await found('trainers')).toSorted(), { timeout: 20_000 }).toEqual(both);
});

it('what staff pin for a query is what all see first soon after, until it is pinned no more', async () => {
  const staff = await staffClient(url);
  const query = 'enamel mug';
  const [last = ''] = (await found('teapot')).slice(-1);
  const before = await found(query);
  expect(before[0]).not.toBe(last);
  const { searchPinsSet } = await staff.ask<{ searchPinsSet: { pins: { id: string; version: number } } }>(
    `mutation ($input: SearchPinsSetInput!) { searchPinsSet(input: $input) {
      ... on SearchPinsSetSuccess { pins { id version } } } }`,
    { input: { query, productIds: [last] } },
  );
  await expect.poll(async () => (await found(query))[0], { timeout: 20_000 }).toBe(last);
  await staff.ask(
    'mutation ($input: SearchPinsDeleteInput!) { searchPinsDelete(input: $input) { __typename } }',
    {
      input: searchPinsSet.pins,
    },
  );
  await expect.poll(() => found(query), { timeout: 20_000 }).toEqual(before);
});
