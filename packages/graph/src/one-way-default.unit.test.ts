import { buildSchema, graphql } from 'graphql';
import { expect, it } from 'vitest';
import { nullAsDefault } from './null-as-default.ts';
import { oneWayDefault } from './one-way-default.ts';

const sdl = `
  input Search { query: String = "all", first: Int = 10, after: String, last: Int, before: String, within: Search }
  type Query {
    list(first: Int = 20, after: String, last: Int, before: String): String
    search(input: Search!): String
    forward(first: Int = 5, after: String): String
  }
`;

/** What a resolver is given. */
async function ask(source: string, variableValues: Record<string, unknown> = {}): Promise<unknown> {
  const schema = oneWayDefault(nullAsDefault(buildSchema(sdl)));
  const echo = (given: unknown) => JSON.stringify(given);
  const { data, errors } = await graphql({
    schema,
    source,
    variableValues,
    rootValue: { list: echo, search: echo, forward: echo },
  });
  expect(errors).toBeUndefined();
  return JSON.parse(String(Object.values(data ?? {})[0])) as unknown;
}

const list = `query ($first: Int, $after: String, $last: Int, $before: String) {
  list(first: $first, after: $after, last: $last, before: $before) }`;

it('is there for who reads forward, for null too', async () => {
  expect(await ask('{ list }')).toEqual({ first: 20 });
  expect(await ask(list, { first: null, after: 'x', last: null })).toEqual({
    first: 20,
    after: 'x',
    last: null,
  });
  expect(await ask(list, { first: 3 })).toEqual({ first: 3 });
});

it('is not there for who reads backwards', async () => {
  expect(await ask('{ list(last: 5) }')).toEqual({ last: 5 });
  expect(await ask('{ list(before: "x") }')).toEqual({ before: 'x' });
  expect(await ask(list, { first: null, last: 0 })).toEqual({ first: null, last: 0 });
});

it('leaves what a client asks for, both ways at once too', async () => {
  expect(await ask('{ list(first: 2, last: 5) }')).toEqual({ first: 2, last: 5 });
});

it('is the same in an input object, whether it is a literal or a variable', async () => {
  const search = 'query ($input: Search!) { search(input: $input) }';
  expect(await ask(search, { input: { last: 5 } })).toEqual({ input: { query: 'all', last: 5 } });
  expect(await ask('{ search(input: { last: 5 }) }')).toEqual({ input: { query: 'all', last: 5 } });
  expect(await ask(search, { input: { query: null } })).toEqual({ input: { query: 'all', first: 10 } });
  expect(await ask(search, { input: { within: { last: 1 } } })).toMatchObject({
    input: { first: 10, within: { last: 1 } },
  });
});

it('is as it was where a list is read forward only', async () => {
  expect(await ask('{ forward }')).toEqual({ first: 5 });
});
