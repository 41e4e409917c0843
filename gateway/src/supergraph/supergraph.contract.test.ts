import { readFile } from 'node:fs/promises';
import { domains } from '@cartwright/events';
import { expect, it } from 'vitest';
import { composeSupergraph } from './compose-supergraph.ts';
import { roverConfig } from './rover-config.ts';
import { ownSubgraph, readSchemas, schemaFiles } from './schema-files.ts';

const root = new URL('../../../', import.meta.url);
const files = await schemaFiles(new URL('subgraphs/', root));

it('is what the subgraphs compose to', async () => {
  const stored = await readFile(new URL('supergraph.graphql', root), 'utf8');
  expect(composeSupergraph(await readSchemas(files))).toBe(stored);
});

it('lists every domain, and the gateway’s own subgraph, for rover', async () => {
  const stored = await readFile(new URL('supergraph.yaml', root), 'utf8');
  expect(roverConfig(files, root)).toBe(stored);
  expect(Object.keys(files)).toEqual([...domains, ownSubgraph].sort());
});
