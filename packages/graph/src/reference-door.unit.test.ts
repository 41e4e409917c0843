import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, parse } from 'graphql';
import { expect, it } from 'vitest';
import { refuseBadReferences } from './reference-door.ts';

const typeDefs = parse(`
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.7", import: ["@key"])
  type Query { find(id: ID): String }
  type Thing @key(fields: "id") { id: ID! }
  type Place @key(fields: "code") { code: Int! }
`);

async function ask(...representations: unknown[]) {
  const seen: object[] = [];
  const note = (given: object) => seen.push(given) && null;
  const resolvers = { Thing: { __resolveReference: note }, Place: { __resolveReference: note } };
  const schema = refuseBadReferences(buildSubgraphSchema({ typeDefs, resolvers }));
  const source =
    'query ($representations: [_Any!]!) { _entities(representations: $representations) { __typename } }';
  const { errors } = await graphql({ schema, source, variableValues: { representations } });
  return { seen: seen.length, refused: errors?.map(({ extensions }) => extensions) };
}
const refused = (field: string) => ({ seen: 0, refused: [{ code: 'BAD_USER_INPUT', field }] });
const good = { __typename: 'Thing', id: 'a' };

it('lets references pass that name a type and have its id, or a key of another name', async () => {
  expect(await ask(good, { __typename: 'Place', code: 1 })).toEqual({ seen: 2, refused: undefined });
});

it.each([undefined, null, 5, true, {}, ['a']])('refuses the id %j, before anything runs', async (id) => {
  expect(await ask(good, { __typename: 'Thing', id })).toEqual(refused('representations.1.id'));
});

it.each([undefined, null, 5, '', 'Nothing', 'ID', '__proto__'])('refuses the type %j', async (name) => {
  expect(await ask(good, { __typename: name, id: 'a' })).toEqual(refused('representations.1.__typename'));
});

it.each([5, 'a', true, ['a']])('refuses %j for a reference', async (reference) => {
  const { seen, refused: codes } = await ask(good, reference);
  expect({ seen, codes: codes?.map(({ code }) => code) }).toEqual({ seen: 0, codes: ['BAD_USER_INPUT'] });
});
