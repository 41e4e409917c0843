import { bothWays, walkBothWays, type SeenPageBothWays } from '@cartwright/testing';
import { expect, inject, it } from 'vitest';
import { graphqlClient } from '../support/graphql-client.ts';

type Products = SeenPageBothWays<{ readonly id: string }>;

const visitor = graphqlClient(inject('graphqlUrl'));
const selection = `nodes { id } ${bothWays.pageInfo}`;

it('a list is read both ways, whether its page is in arguments, in an input or in variables of it', async () => {
  const listed = (page: object) =>
    visitor.ask<{ products: Products }>(
      `query (${bothWays.variables}) { products(${bothWays.pageArguments}) { ${selection} } }`,
      { ...page },
    );
  const found = (page: object) =>
    visitor.ask<{ productSearch: { products: Products } }>(
      `query ($input: ProductSearchInput!) { productSearch(input: $input) { products { ${selection} } } }`,
      { input: { query: 'mug', ...page } },
    );
  const passedOn = (page: object) =>
    visitor.ask<{ productSearch: { products: Products } }>(
      `query (${bothWays.variables}) { productSearch(input: { query: "mug", ${bothWays.pageArguments} }) {
        products { ${selection} } } }`,
      { ...page },
    );
  expect((await walkBothWays(async (page) => (await listed(page)).products, 17)).length).toBeGreaterThan(17);
  const hits = await walkBothWays(async (page) => (await found(page)).productSearch.products, 1);
  expect(hits.length).toBeGreaterThan(1);
  expect(await walkBothWays(async (page) => (await passedOn(page)).productSearch.products, 1)).toEqual(hits);
});

it.each([
  'products(first: 20, last: 5)',
  'products(last: 5, after: "x")',
  'products(last: 101)',
  'productSearch(input: { first: 20, last: 5 }) { products',
])('a page is refused: %s', async (field) => {
  const end = field.includes('{ products') ? '}' : '';
  const { errors } = await visitor.send(`{ ${field} { nodes { id } } ${end} }`);
  expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
});
