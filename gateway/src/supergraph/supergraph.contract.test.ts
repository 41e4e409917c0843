import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { composeSupergraph } from './compose-supergraph.ts';

const root = new URL('../../../', import.meta.url);

it('is what the subgraphs compose to', async () => {
  const stored = await readFile(new URL('supergraph.graphql', root), 'utf8');
  expect(await composeSupergraph(new URL('subgraphs/', root))).toBe(stored);
});

it('lists every subgraph for rover', async () => {
  const listed = await readFile(new URL('supergraph.yaml', root), 'utf8');
  const stored = await readFile(new URL('supergraph.graphql', root), 'utf8');
  const names = [...stored.matchAll(/@join__graph\(name: "(\w+)"/g)].map(([, name]) => name);
  expect(names).toHaveLength(6);
  for (const name of names) expect(listed).toContain(`file: ./subgraphs/${name ?? ''}/schema.graphql`);
});
