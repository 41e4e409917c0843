import { buildSchema, graphql } from 'graphql';
import { beforeEach, describe, expect, it } from 'vitest';
import { refuseOversizedInput } from './size-door.ts';

const sdl = `
  directive @maxItems(value: Int!, total: Int) on ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION
  type Query { page: Page  find(slug: String, ids: [ID!] @maxItems(value: 3), filter: Filter): String }
  input Filter {
    brands: [String!] @maxItems(value: 2)
    options: [Option!] @maxItems(value: 3, total: 4)
    also: Filter
  }
  input Option { name: String  values: [String!]! @maxItems(value: 2) }
  type Page { items(of: [Filter!]! @maxItems(value: 2)): String }
  type Mutation { write(input: Note!): Written  touch(input: Note!): String }
  input Note { text: String  tags: [String!] @maxItems(value: 2)  filters: [Filter!] @maxItems(value: 2) }
  union Written = Done | InvalidInputError
  type Done { text: String }
  type InvalidInputError { message: String  fields: [InvalidField!]! }
  type InvalidField { path: [String!]!  code: String  message: String }
`;

let reached: string[] = [];
const schema = refuseOversizedInput(buildSchema(sdl));
const reach = (name: string) => () => (reached.push(name), name);
const rootValue = {
  find: reach('find'),
  page: { items: reach('items') },
  write: () => ({ __typename: 'Done', text: reach('write')() }),
  touch: reach('touch'),
};
const ask = async (source: string, given: unknown) => {
  const { data, errors } = await graphql({ schema, source, rootValue, variableValues: { given } });
  return errors === undefined ? data : errors.map(({ extensions }) => extensions);
};
const find = (filter: unknown) => ask('query ($given: Filter) { find(filter: $given) }', filter);
const refused = (field: string, maximum: number, actual: number) => [
  { code: 'BAD_USER_INPUT', field, maximum, actual },
];

beforeEach(() => {
  reached = [];
});

describe('a list with more items than it may have', () => {
  it('is refused wherever it stands, before anything runs', async () => {
    const ids = 'query ($given: [ID!]) { find(ids: $given) }';
    expect(await ask(ids, ['1', '2', '3', '4'])).toEqual(refused('ids', 3, 4));
    expect(await find({ brands: ['a', 'b', 'c'] })).toEqual(refused('filter.brands', 2, 3));
    expect(await find({ also: { also: { brands: ['a', 'b', 'c'] } } })).toEqual(
      refused('filter.also.also.brands', 2, 3),
    );
    expect(await find({ options: [{ values: [] }, { values: ['a', 'b', 'c'] }] })).toEqual(
      refused('filter.options.1.values', 2, 3),
    );
    const items = 'query ($given: [Filter!]!) { page { items(of: $given) } }';
    expect(await ask(items, [{}, { brands: ['a', 'b', 'c'] }])).toEqual(refused('of.1.brands', 2, 3));
    expect(reached).toEqual([]);
  });

  it('is refused in the text of the document too', async () => {
    const source = '{ find(filter: { brands: ["a", "b", "c"] }) }';
    expect(await ask(source, undefined)).toEqual(refused('filter.brands', 2, 3));
  });

  it('is refused with the lists inside it taken together', async () => {
    const values = ['a', 'b'];
    expect(await find({ options: [{ values }, { values }, { values: ['a'] }] })).toEqual(
      refused('filter.options', 4, 5),
    );
    expect(await find({ options: [{ values }, { values }, { name: 'a', values: [] }] })).toEqual({
      find: 'find',
    });
  });

  it('is told as an outcome where a mutation tells what was typed so', async () => {
    const write = `mutation ($given: Note!) { write(input: $given) {
      ... on Done { text } ... on InvalidInputError { fields { path code message } } } }`;
    const given = { tags: ['a', 'b', 'c'], filters: [{}, { brands: ['a', 'b', 'c'] }] };
    const tooLong = { code: 'TOO_LONG', message: 'Please use at most 2 items.' };
    expect(await ask(write, given)).toEqual({
      write: {
        fields: [
          { path: ['tags'], ...tooLong },
          { path: ['filters', '1', 'brands'], ...tooLong },
        ],
      },
    });
    const touch = 'mutation ($given: Note!) { touch(input: $given) }';
    expect(await ask(touch, given)).toEqual(refused('input.tags', 2, 3));
    expect(reached).toEqual([]);
    expect(await ask(write, { tags: ['a', 'b'] })).toEqual({ write: { text: 'write' } });
  });
});

it('refuses text that is longer than any place takes', async () => {
  const source = 'query ($given: String) { find(slug: $given) }';
  expect(await ask(source, 'a'.repeat(20_001))).toEqual(refused('slug', 20_000, 20_001));
  expect(await find({ brands: ['a', 'b'.repeat(20_001)] })).toEqual(
    refused('filter.brands.1', 20_000, 20_001),
  );
  expect(reached).toEqual([]);
  expect(await ask(source, 'a'.repeat(20_000))).toEqual({ find: 'find' });
});

it('lets null and what is left out pass', async () => {
  for (const given of [null, {}, { brands: null, options: null, also: null }]) {
    expect(await find(given)).toEqual({ find: 'find' });
  }
});
