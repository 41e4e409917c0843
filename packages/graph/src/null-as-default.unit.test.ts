import { buildSchema, graphql, subscribe, parse } from 'graphql';
import { expect, it } from 'vitest';
import { EventQueue } from './event-queue.ts';
import { nullAsDefault } from './null-as-default.ts';

const sdl = `
  enum Sort { NEWEST NAME }
  input Page { first: Int = 20, after: String }
  input Filter { isDefault: Boolean = false, page: Page, pages: [[Page!]!], within: Filter, name: String }
  type Query {
    list(first: Int = 10, sort: Sort = NEWEST, tags: [String!] = ["a"], after: String): String
    search(input: Filter): String
    plain(name: String): String
  }
  type Subscription { changes(after: Int = 3): String }
`;

/** Answers what its resolvers are given. */
function echo() {
  const schema = nullAsDefault(buildSchema(sdl));
  const given = (_source: unknown, values: unknown) => JSON.stringify(values);
  return {
    schema,
    rootValue: Object.fromEntries(
      ['list', 'search', 'plain'].map((name) => [name, (values: unknown) => given(null, values)]),
    ),
  };
}

async function ask(source: string, variableValues: Record<string, unknown> = {}): Promise<unknown> {
  const { data, errors } = await graphql({ ...echo(), source, variableValues });
  expect(errors).toBeUndefined();
  return JSON.parse(String(Object.values(data ?? {})[0])) as unknown;
}

it('takes null for a default in arguments, as a literal and as a variable', async () => {
  const defaults = { first: 10, sort: 'NEWEST', tags: ['a'] };
  expect(await ask('{ list }')).toEqual(defaults);
  expect(await ask('{ list(first: null, sort: null, tags: null) }')).toEqual(defaults);
  expect(await ask('query ($n: Int, $s: Sort) { list(first: $n, sort: $s) }', { n: null, s: null })).toEqual(
    defaults,
  );
});

it('takes it in inputs, however deep', async () => {
  const input = {
    isDefault: null,
    page: { first: null },
    pages: [[{ first: null }, { first: 2 }]],
    within: { isDefault: null },
  };
  expect(await ask('query ($i: Filter) { search(input: $i) }', { i: input })).toEqual({
    input: {
      isDefault: false,
      page: { first: 20 },
      pages: [[{ first: 20 }, { first: 2 }]],
      within: { isDefault: false },
    },
  });
});

it('leaves every other value, and every null without a default, as it is', async () => {
  expect(await ask('{ list(first: 0, sort: NAME, tags: [], after: null) }')).toEqual({
    first: 0,
    sort: 'NAME',
    tags: [],
    after: null,
  });
  expect(await ask('{ search(input: { name: null, page: null }) }')).toEqual({
    input: { isDefault: false, name: null, page: null },
  });
  expect(await ask('{ search(input: null) }')).toEqual({ input: null });
  expect(await ask('{ plain(name: null) }')).toEqual({ name: null });
});

it('takes it where something is subscribed to', async () => {
  const schema = buildSchema(sdl);
  const field = schema.getSubscriptionType()?.getFields()['changes'];
  if (field === undefined) throw new Error('no such field');
  field.subscribe = (_source: unknown, { after }: { after: unknown }) => {
    const queue = new EventQueue<unknown>();
    queue.push({ changes: String(after) });
    queue.end();
    return queue;
  };
  const events = await subscribe({
    schema: nullAsDefault(schema),
    document: parse('subscription { changes(after: null) }'),
  });
  if (!(Symbol.asyncIterator in events)) throw new Error('refused');
  expect(await Array.fromAsync(events)).toEqual([{ data: { changes: '3' } }]);
});
