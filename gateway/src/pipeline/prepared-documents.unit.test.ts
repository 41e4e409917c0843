import { buildSchema } from 'graphql';
import { expect, it } from 'vitest';
import { PreparedDocuments } from './prepared-documents.ts';

const limits = {
  maxTokens: 1_000_000,
  maxDepth: 10,
  maxAliases: 10,
  maxRootMutations: 1,
  maxSelections: 100,
  maxCost: 100,
  maxPageSize: 10,
};
const supergraph = { id: 'one', schema: buildSchema('type Query { tags(of: [ID]): [ID] }') };

it.each([
  ['lists', (levels: number) => `{ tags(of: ${'['.repeat(levels)}${']'.repeat(levels)}) }`],
  ['objects', (levels: number) => `{ tags(of: ${'{a:'.repeat(levels)}1${'}'.repeat(levels)}) }`],
  ['types', (levels: number) => `query ($a: ${'['.repeat(levels)}ID${']'.repeat(levels)}) { tags(of: $a) }`],
  ['selections', (levels: number) => '{ tags '.repeat(levels) + '}'.repeat(levels)],
])('refuses %s that are nested more deeply than the parser can read', (_what, nested) => {
  const documents = new PreparedDocuments({ limits, introspection: true });
  const query = nested(100_000);
  expect(() => documents.prepare(supergraph, { query, queryHash: 'x' })).toThrow(
    expect.objectContaining({
      errors: [expect.objectContaining({ extensions: { code: 'GRAPHQL_PARSE_FAILED' } })],
    }),
  );
});
