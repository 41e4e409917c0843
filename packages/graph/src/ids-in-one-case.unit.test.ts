import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, parse } from 'graphql';
import { expect, it } from 'vitest';
import { idsInOneCase } from './ids-in-one-case.ts';

const lower = '01990000-0000-7000-8000-00000000000a';
const upper = lower.toUpperCase();

const typeDefs = parse(`
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.7", import: ["@key"])
  type Query { echo(id: ID, ids: [[ID!]!], text: String, input: In): String }
  input In { id: ID, text: String, others: [In!] }
  type Thing @key(fields: "id part { id }") { id: ID!, part: Part! }
  type Part { id: ID! }
`);

async function ask(source: string, variableValues?: Record<string, unknown>) {
  const seen: unknown[] = [];
  const note = (given: unknown) => {
    seen.push(JSON.parse(JSON.stringify(given)));
    return null;
  };
  const resolvers = {
    Query: { echo: (_root: unknown, args: object) => note(args) },
    Thing: { __resolveReference: (given: object) => note(given) },
  };
  const schema = idsInOneCase(buildSubgraphSchema({ typeDefs, resolvers }));
  const { errors } = await graphql({ schema, source, ...(variableValues && { variableValues }) });
  expect(errors).toBeUndefined();
  return seen;
}

it('reads ids in either case, wherever they are given, and leaves other text', async () => {
  const given = {
    id: upper,
    ids: [[upper, 'X-1']],
    text: upper,
    input: { id: upper, text: upper, others: [{ id: upper }] },
  };
  const read = {
    id: lower,
    ids: [[lower, 'X-1']],
    text: upper,
    input: { id: lower, text: upper, others: [{ id: lower }] },
  };
  const variables = await ask(
    'query ($id: ID, $ids: [[ID!]!], $text: String, $input: In) { echo(id: $id, ids: $ids, text: $text, input: $input) }',
    given,
  );
  expect(variables).toEqual([read]);
  const written = await ask(
    `{ echo(id: "${upper}", ids: "${upper}", text: "${upper}", input: { id: "${upper}", others: { id: null } }) }`,
  );
  expect(written).toEqual([
    { id: lower, ids: [[lower]], text: upper, input: { id: lower, others: [{ id: null }] } },
  ]);
});

it('reads all ids of a reference to an entity', async () => {
  const representation = { __typename: 'Thing', id: upper, part: { id: upper } };
  const [seen] = await ask('query ($of: [_Any!]!) { _entities(representations: $of) { __typename } }', {
    of: [representation],
  });
  expect(seen).toMatchObject({ id: lower, part: { id: lower } });
});
