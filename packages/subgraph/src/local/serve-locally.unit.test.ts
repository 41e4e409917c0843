import { forAsker } from '@cartwright/database';
import { OperationStore } from '@cartwright/graph';
import { createLogger } from '@cartwright/process';
import { buildSchema } from 'graphql';
import { expect, it, vi } from 'vitest';
import { serveLocally, type LocalParts } from './serve-locally.ts';

vi.mock('@cartwright/database', { spy: true });

it('does each call for an asker of its own, with whom no other shares a connection of the database', async () => {
  const parts = {
    operations: new OperationStore(buildSchema('type Query { one: Int } type Mutation { two: Int }')),
    createContext: () => ({}),
    logger: createLogger({ name: 'test', level: 'silent' }),
  } as unknown as LocalParts;
  const { subgraph } = serveLocally(parts);
  const call = { query: 'mutation { two }', variables: {}, headers: {}, asker: { viewer: null } };
  const answers = await Promise.all([subgraph.execute(call), subgraph.execute(call)]);
  expect(answers).toEqual([{ data: { two: null } }, { data: { two: null } }]);
  const askers = vi.mocked(forAsker).mock.calls.map(([{ gone }]) => gone);
  expect(new Set(askers).size).toBe(2);
});
