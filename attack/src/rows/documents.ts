import type { Attack, Transport } from '../attack.ts';
import { refusedWith } from '../target/finding.ts';
import { graphqlOverSocket } from '../target/graphql-over-socket.ts';
import { graphqlOverStream } from '../target/graphql-over-stream.ts';
import { readAnswer, type GraphqlAnswer, type Visitor } from '../target/visitor.ts';

/** Small documents, each of which would be a lot of work. */
const documents: Readonly<Record<string, string>> = {
  'fragments that each spread all later ones': doublingFragments(23),
  'fragments that each spread all later ones, and one more': doublingFragments(24),
  'deep nesting': nested('category { products(first: 1) { nodes {', 'id', 20),
  'hundreds of aliases': `{ ${Array.from({ length: 300 }, (_, at) => `a${at}: shop { currencies }`).join(' ')} }`,
  'the same field again and again': `{ ${'shop { id } '.repeat(700)} }`,
  'pages of a hundred in pages of a hundred':
    '{ products(first: 100) { nodes { reviews(first: 100) { nodes { product { reviews(first: 100) { nodes { id } } } } } } } }',
  'pages of null in pages of null': nested('reviews(first: null) { nodes { product {', 'name', 4),
  'a subscription as deep': `subscription { orderStatusChanged(orderId: "1") { order { lines { variant { product { ${'category { products { nodes { '.repeat(8)} id ${'} } } '.repeat(8)} } } } } } }`,
  'a subscription to the same field again and again': `subscription { orderStatusChanged(orderId: "1") { ${'order { id } '.repeat(700)} } }`,
  'lists in lists in lists': `{ products(ids: ${'['.repeat(1_900)}${']'.repeat(1_900)}) { totalCount } }`,
  'fragments that spread each other':
    '{ products { nodes { ...a } } } fragment a on Product { ...b } fragment b on Product { ...a }',
  'fields that come later, and in parts': '{ products { nodes @stream { id ... @defer { name } } } }',
  'a page as large as can be': '{ products(first: 2147483647) { nodes { id } } }',
  'a page of five thousand': '{ products(first: 5000) { nodes { id } } }',
  'hundreds of directives': `{ shop ${'@skip(if: false) '.repeat(400)} { id } }`,
  'the whole schema': '{ __schema { types { fields { type { name fields { name } } } } } }',
  'one type of the schema': '{ __type(name: "User") { fields { name } } }',
  'many orders in one go': `mutation { ${Array.from({ length: 20 }, (_, at) => `a${at}: guestSessionCreate { user { id } }`).join(' ')} }`,
};

/** A field of the first product, again and again within itself. */
function nested(field: string, innermost: string, depth: number): string {
  return `{ products(first: null) { nodes { ${field.repeat(depth)} ${innermost} ${'} } } '.repeat(depth)} } } }`;
}

/** `f0` spreads `f1` to `f22`, `f1` spreads `f2` to `f22`, and so on: twice the work with each. */
function doublingFragments(count: number): string {
  const fragments = Array.from({ length: count }, (_, at) => {
    const later = Array.from({ length: count - at - 1 }, (_next, step) => `...f${at + step + 1}`);
    return `fragment f${at} on Product { id ${later.join(' ')} }`;
  });
  return `{ products(first: 1) { nodes { ...f0 } } } ${fragments.join(' ')}`;
}

const ask: Partial<Record<Transport, (visitor: Visitor, query: string) => Promise<GraphqlAnswer>>> = {
  HTTP: (visitor, query) => visitor.ask(query),
  'HTTP GET': async (visitor, query) =>
    readAnswer(await visitor.send(`/graphql?query=${encodeURIComponent(query)}`, { method: 'GET' })),
  WebSocket: graphqlOverSocket,
  SSE: (visitor, query) => graphqlOverStream(visitor, query, 'SSE'),
  multipart: (visitor, query) => graphqlOverStream(visitor, query, 'multipart'),
};

const mostMs = 1_000;
const refusals = new Set([
  'GRAPHQL_VALIDATION_FAILED',
  'GRAPHQL_PARSE_FAILED',
  'BAD_USER_INPUT',
  'OPERATION_RESOLUTION_FAILURE',
]);

const overlong: Attack = {
  name: 'sends more words than are read',
  threat: 'API4',
  transport: 'HTTP',
  expected: 'GRAPHQL_PARSE_FAILED',
  run: async ({ newVisitor }) =>
    refusedWith(['GRAPHQL_PARSE_FAILED'], await newVisitor().ask(`{ shop { ${'id '.repeat(4_500)} } }`)),
};

const costlyDocuments: readonly Attack[] = Object.entries(ask).flatMap(([transport, send]) =>
  Object.entries(documents)
    .filter(([, query]) => transport !== 'HTTP GET' || (query.startsWith('{') && query.length < 8_000))
    .filter(([, query]) => !transport.startsWith('HTTP') || !query.startsWith('subscription'))
    .map(
      ([what, query]) =>
        ({
          name: `sends ${what} over ${transport}`,
          threat: 'API4' as const,
          transport: transport as Transport,
          expected: 'refused as invalid, within a second',
          run: async ({ newVisitor }) => {
            const visitor = newVisitor();
            const startedAt = performance.now();
            const { status, errors } = await send(visitor, query);
            const ms = performance.now() - startedAt;
            const code = errors[0]?.extensions?.code ?? `status ${status}`;
            return { held: refusals.has(code) && ms < mostMs, got: `${code} after ${ms.toFixed(0)} ms` };
          },
        }) satisfies Attack,
    ),
);

/** Documents that are refused before anything is done with them that takes longer than reading them. */
export const documentAttacks: readonly Attack[] = [...costlyDocuments, overlong];
