import { readFile } from 'node:fs/promises';
import { domains } from '@cartwright/events';
import { expect, it } from 'vitest';
import { composeSupergraph } from './compose-supergraph.ts';
import { roverConfig } from './rover-config.ts';

const root = new URL('../../../', import.meta.url);

it('is what the subgraphs compose to', async () => {
  const stored = await readFile(new URL('supergraph.graphql', root), 'utf8');
  expect(await composeSupergraph(new URL('subgraphs/', root))).toBe(stored);
});

it('lists every domain for rover', async () => {
  const stored = await readFile(new URL('supergraph.yaml', root), 'utf8');
  expect(roverConfig([...domains].sort())).toBe(stored);
});
