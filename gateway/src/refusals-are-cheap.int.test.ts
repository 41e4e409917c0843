import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestGateway, type TestGateway } from './testing/start-test-gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  const supergraph = fileURLToPath(new URL('../../supergraph.graphql', import.meta.url));
  gateway = await startTestGateway({ env: { SUPERGRAPH_FILE: supergraph, INTROSPECTION: 'false' } });
});
afterAll(() => gateway[Symbol.asyncDispose]());

/** Of this process, in which the client sends the request, too; of the clock it may be any more. */
const mostCpuMs = 50;
const attempts = 5;

const many = (count: number, text: (index: number) => string, separator = ' ') =>
  Array.from({ length: count }, (_, index) => text(index)).join(separator);
const list = (count: number, item: unknown) => Array.from({ length: count }, () => item);
const keys = (count: number) =>
  Object.fromEntries(list(count, 1).map((value, index) => [`quer${index}`, value]));
const search = 'query ($v: ProductSearchInput!) { productSearch(input: $v) { products { totalCount } } }';
const markRead =
  'mutation ($v: NotificationsMarkReadInput!) { notificationsMarkRead(input: $v) { __typename } }';

/** Requests of some 250 kB or 4,000 tokens; `name` makes each a document that was not seen before. */
const shapes: Readonly<Record<string, (name: string) => object>> = {
  'fields nested deeply': (name) => ({
    query: `query ${name} ${many(1_900, () => '{ a', ' ')} ${'}'.repeat(1_900)}`,
  }),
  'many aliases': (name) => ({ query: `query ${name} { ${many(1_300, (at) => `a${at}: __typename`)} }` }),
  'fragments that spread all later ones': (name) => ({
    query: `query ${name} { ...f0 } ${many(23, (at) => `fragment f${at} on Query { __typename ${many(22 - at, (next) => `...f${at + next + 1}`)} }`)}`,
  }),
  'unused fragments': (name) => ({
    query: `query ${name} { __typename } ${many(400, (at) => `fragment f${at} on Query { __typename }`)}`,
  }),
  'unknown fields': (name) => ({ query: `query ${name} { ${many(950, (at) => `product${at}`)} }` }),
  'unknown arguments': (name) => ({
    query: `query ${name} { products(${many(900, (at) => `first${at}: 1`)}) { totalCount } }`,
  }),
  'unknown directives': (name) => ({
    query: `query ${name} { __typename ${many(1_900, (at) => `@x${at}`)} }`,
  }),
  'an unknown type with a long name': (name) => ({
    query: `query ${name}($v: ${'A'.repeat(250_000)}) { __typename }`,
  }),
  'unused variables': (name) => ({
    query: `query ${name}(${many(900, (at) => `$v${at}: Int`)}) { __typename }`,
  }),
  'many operations': (name) => ({ query: many(500, (at) => `query ${name}${at} { __typename }`) }),
  'unicode escapes': (name) => ({
    query: `query ${name} { productSearch(input: { text: "${'\\u0041'.repeat(20_000)}" }) { a } }`,
  }),
  'a block string of many lines': (name) => ({
    query: `query ${name} { productSearch(input: { text: """${'\n  x'.repeat(40_000)}""" }) { a } }`,
  }),
  'a comment of many lines': (name) => ({ query: `${'#\n'.repeat(80_000)} query ${name} { ! }` }),
  'a long number': (name) => ({
    query: `query ${name} { products(first: ${'9'.repeat(250_000)}) { totalCount } }`,
  }),
  'lists nested deeply': (name) => ({
    query: `query ${name} { productSearch(input: ${'['.repeat(1_900)}${']'.repeat(1_900)}) { a } }`,
  }),
  'a wide input object': (name) => ({
    query: `query ${name} { productSearch(input: { ${many(1_200, (at) => `a${at}: 1`)} }) { a } }`,
  }),
  'wrong ids in variables': () => ({ query: markRead, variables: { v: { ids: list(80_000, 1) } } }),
  'keys in variables': () => ({ query: search, variables: { v: keys(18_000) } }),
  'objects in variables': () => ({
    query: search,
    variables: { v: { query: 'x', filters: { options: list(5_000, { name: 'a', values: ['b'] }) } } },
  }),
  'keys in the body': (name) => ({ query: `query ${name} { nope }`, ...keys(18_000) }),
  'a batch': () => list(10_000, { query: '{ a }' }),
};

it.each(Object.entries(shapes))('%s are refused at little cost', async (shape, make) => {
  const spent: number[] = [];
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const request = make(`${shape.replaceAll(' ', '_')}_${attempt}_`);
    const before = process.cpuUsage();
    const response = await gateway.post(request, { accept: 'application/graphql-response+json' });
    await response.text();
    const { user, system } = process.cpuUsage(before);
    spent.push((user + system) / 1_000);
    expect(response.status).toBe(400);
  }
  // The first compile what they run.
  expect(Math.min(...spent)).toBeLessThan(mostCpuMs);
});
