import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { buildClientSchema, getIntrospectionQuery, graphqlSync, type IntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadSupergraph } from './supergraph/loaded-supergraph.ts';
import { introspectionQueries } from './testing/introspection-queries.ts';
import { openClient } from './testing/open-client.ts';
import {
  composeToyStore,
  startTestGateway,
  type TestGateway,
  type TestResult,
} from './testing/start-test-gateway.ts';
import { startToyStore, type ToyStore } from './testing/start-toy-store.ts';
import { toySdl } from './testing/toy-store.ts';

const sdl = readFileSync(new URL('../../supergraph.graphql', import.meta.url), 'utf8');
const { schema } = loadSupergraph(sdl);
/** What graphql-js answers from the schema alone. */
const answerTo = (source: string) => JSON.parse(JSON.stringify(graphqlSync({ schema, source }))) as unknown;

const plain = getIntrospectionQuery();
const standard = getIntrospectionQuery({
  specifiedByUrl: true,
  directiveIsRepeatable: true,
  schemaDescription: true,
  inputValueDeprecation: true,
  experimentalDirectiveDeprecation: true,
  oneOf: true,
  typeDepth: 100,
});

describe('introspection of the whole store', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startTestGateway({});
    await writeFile(gateway.supergraphFile, sdl);
    await gateway.gateway.reload();
  });
  afterAll(() => gateway[Symbol.asyncDispose]());

  it.each(introspectionQueries())('answers %s', async (query) => {
    const answer = await gateway.run(query);
    expect(answer.errors).toBeUndefined();
    expect(answer).toEqual(answerTo(query));
  });

  it.each([
    ['the plain introspection query', plain],
    ['the introspection query with all its options, as deep as it goes', standard],
    ['the same twice in one operation', plain.replace('{', '{ again: __schema { types { ...FullType } }')],
  ])('answers %s', async (_what, query) => {
    const answer = await gateway.run(query);
    expect(answer.errors).toBeUndefined();
    expect(answer).toEqual(answerTo(query));
  });

  it('shows a schema that a client can be built on, with the directives that clients may use and no others', async () => {
    const { data } = await gateway.run(standard);
    const seen = buildClientSchema(data as unknown as IntrospectionQuery);
    const directives = seen.getDirectives().map(({ name }) => `@${name}`);
    expect(directives.toSorted()).toEqual(['@deprecated', '@include', '@oneOf', '@skip', '@specifiedBy']);
    expect(Object.keys(seen.getTypeMap()).filter((name) => /^(join|link)__|^_/.test(name))).toEqual(
      Object.keys(seen.getTypeMap()).filter((name) => name.startsWith('__')),
    );
  });

  it.each([
    ['lists in lists', '{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }'],
    ['one field under many names', `{ __schema { types { ${names(900, 'description')} } } }`],
    [
      'lists under many names',
      `{ __schema { types { ${names(150, 'fields { type { fields { name } } }')} } } }`,
    ],
    [
      'lists without names',
      `{ __schema { types { fields { args { type { ${deep(100)} } } type { ${deep(100)} } } } } }`,
    ],
    ['fragments in fragments', `{ __schema { types { ...F0 } } } ${doubling(12)}`],
  ])('refuses a hostile query before it is run: %s', async (_what, query) => {
    const { data, errors } = await gateway.run(query);
    expect(data).toBeUndefined();
    expect(errors?.[0]).toMatchObject({
      message: expect.stringMatching(/too large|Maximum introspection depth/) as string,
    });
  });

  it.each([
    ['query ($n: String! = "Query") { __type(name: $n) { name } }', { n: null }],
    ['query ($b: Boolean = true) { __schema { queryType { name @skip(if: $b) } } }', { b: null }],
    ['{ __type { name } }', {}],
    ['{ __type(name: "Query") { nothing } }', {}],
  ])('says what is wrong with %s', async (query, variables) => {
    const { errors } = await gateway.run(query, variables);
    expect(errors?.[0]?.extensions['code']).toMatch(/BAD_USER_INPUT|GRAPHQL_VALIDATION_FAILED/);
  });
});

describe('introspection beside data', () => {
  let store: ToyStore;
  beforeAll(async () => {
    store = await startToyStore();
  });
  afterAll(() => store[Symbol.asyncDispose]());

  const mixed = `
    query Mixed($name: String!, $no: Boolean!, $deprecated: Boolean = true) {
      me { id email }
      id: __type(name: $name) { __typename: name, ...Shape, isOneOf @skip(if: $no) }
      ...Rest
      __type(name: "None") { name }
      __schema @include(if: $no) { queryType { name } }
    }
    fragment Shape on __Type { id: kind fields(includeDeprecated: $deprecated) { name args { name } } }
    fragment Rest on Query { schema: __schema { queryType { name } } ... @skip(if: $no) { me { latestOrder { id } } } }`;
  const variables = { name: 'User', no: false };
  const expected = {
    data: {
      me: { id: 'u1', email: 'u1@example.com', latestOrder: { id: 'o1' } },
      id: {
        __typename: 'User',
        id: 'OBJECT',
        fields: ['id', 'email', 'latestOrder'].map((name) => ({ name, args: [] })),
        isOneOf: null,
      },
      schema: { queryType: { name: 'Query' } },
      __type: null,
    },
  };

  it('is answered in one operation', async () => {
    expect(await store.gateway.run(mixed, variables)).toEqual(expected);
    expect(store.accounts.requests.map(({ body }) => body).join()).not.toMatch(/__schema|__type\b/);
  });

  it('is answered on a socket', async () => {
    await using client = openClient(store.gateway.webSocketUrl);
    expect(await client.first(mixed, variables)).toEqual(expected);
  });

  it.each(['text/event-stream', 'multipart/mixed;subscriptionSpec=1.0, application/json'])(
    'is answered to a client that accepts %s',
    async (accept) => {
      const text = await (await store.gateway.post({ query: mixed, variables }, { accept })).text();
      const answer = JSON.parse(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1)) as TestResult;
      expect(answer).toEqual(expected);
    },
  );

  it('shows what is deprecated to whoever asks for it, and why', async () => {
    const products = toySdl.products
      .replace(
        'amount: Decimal!, pieces',
        'amount: Decimal!, rebate: Int @deprecated(reason: "No rebates."), pieces',
      )
      .replace(
        'products(first: Int = 10)',
        'products(first: Int = 10, page: Int @deprecated(reason: "Use first."))',
      )
      .replace('type ProductConnection', 'enum Size { S OLD @deprecated } type ProductConnection')
      .replace(
        'ID!, name: String! }',
        'ID!, name: String!, size: Size, title: String @deprecated(reason: "Use name.") }',
      );
    await writeFile(store.gateway.supergraphFile, composeToyStore({ products }));
    await store.gateway.gateway.reload();
    const parts = 'name isDeprecated deprecationReason';
    const query = (included: boolean) => `{
      product: __type(name: "Product") { fields(includeDeprecated: ${included}) { ${parts} } }
      input: __type(name: "PriceInput") { inputFields(includeDeprecated: ${included}) { ${parts} } }
      size: __type(name: "Size") { enumValues(includeDeprecated: ${included}) { ${parts} } }
      query: __type(name: "Query") { fields { args(includeDeprecated: ${included}) { ${parts} } } }
    }`;
    const [all, rest] = [await store.gateway.run(query(true)), await store.gateway.run(query(false))];
    for (const [name, reason] of [
      ['rebate', 'No rebates.'],
      ['page', 'Use first.'],
      ['OLD', 'No longer supported'],
      ['title', 'Use name.'],
    ]) {
      expect(JSON.stringify(all)).toContain(
        JSON.stringify({ name, isDeprecated: true, deprecationReason: reason }),
      );
      expect(JSON.stringify(rest)).not.toContain(`"${name}"`);
    }
  });

  it('asks no subgraph when nothing else is asked for', async () => {
    store.accounts.requests.length = 0;
    expect(await store.gateway.run('{ __typename __type(name: "Query") { isOneOf } }')).toEqual({
      data: { __typename: 'Query', __type: { isOneOf: null } },
    });
    expect(store.accounts.requests).toEqual([]);
  });
});

it('is refused where it is turned off, and data is not', async () => {
  await using store = await startToyStore({ INTROSPECTION: 'false' });
  const { errors } = await store.gateway.run('{ __type(name: "Query") { isOneOf } }');
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'GRAPHQL_VALIDATION_FAILED' });
  expect(await store.gateway.run('{ me { __typename id } }')).toEqual({
    data: { me: { __typename: 'User', id: 'u1' } },
  });
});

/** So many types in one another, with what each is called. */
function deep(levels: number): string {
  return levels === 0
    ? 'name'
    : `name description enumValues { name description } ofType { ${deep(levels - 1)} }`;
}

/** `selection` under so many names. */
function names(count: number, selection: string): string {
  return Array.from({ length: count }, (_, index) => `a${index}: ${selection}`).join(' ');
}

/** Fragments of which each asks twice for what the next one asks for. */
function doubling(count: number): string {
  const fragments = Array.from(
    { length: count },
    (_, index) =>
      `fragment F${index} on __Type { a${index}: ofType { ...F${index + 1} } b${index}: ofType { ...F${index + 1} } }`,
  );
  return `${fragments.join(' ')} fragment F${count} on __Type { fields { name } }`;
}
