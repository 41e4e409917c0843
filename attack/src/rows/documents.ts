import type { Attack, Transport } from '../attack.ts';
import { refusedWith } from '../target/finding.ts';
import { graphqlOverSocket } from '../target/graphql-over-socket.ts';
import { readAnswer, type GraphqlAnswer, type Visitor } from '../target/visitor.ts';

/** Small documents, each of which would be a lot of work. */
const documents: Readonly<Record<string, string>> = {
  'fragments that each spread all later ones': doublingFragments(23),
  'fragments that each spread all later ones, and one more': doublingFragments(24),
  'deep nesting': `{ products(first: 1) { nodes { ${'category { products(first: 1) { nodes { '.repeat(20)} id ${'} } } '.repeat(20)} } } }`,
  'thousands of aliases': `{ ${Array.from({ length: 900 }, (_, at) => `a${at}: shop { name }`).join(' ')} }`,
  'the same field again and again': `{ ${'shop { name } '.repeat(900)} }`,
  'pages of a hundred in pages of a hundred':
    '{ products(first: 100) { nodes { reviews(first: 100) { nodes { product { reviews(first: 100) { nodes { id } } } } } } } }',
  'a page as large as can be': '{ products(first: 2147483647) { nodes { id } } }',
  'thousands of directives': `{ shop ${'@skip(if: false) '.repeat(900)} { name } }`,
  'the whole schema': '{ __schema { types { fields { type { name fields { name } } } } } }',
  'many orders in one go': `mutation { ${Array.from({ length: 20 }, (_, at) => `a${at}: guestSessionCreate { user { id } }`).join(' ')} }`,
};

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
    refusedWith(['GRAPHQL_PARSE_FAILED'], await newVisitor().ask(`{ shop { ${'name '.repeat(4_500)} } }`)),
};

const costlyDocuments: readonly Attack[] = Object.entries(ask).flatMap(([transport, send]) =>
  Object.entries(documents)
    .filter(
      ([, query]) => transport !== 'HTTP GET' || (!query.startsWith('mutation') && query.length < 8_000),
    )
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
