import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { composeSupergraph, CompositionError } from './compose-supergraph.ts';

const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@shareable"])';

/** Composes subgraphs that each define `A`. */
async function compose(definitions: readonly string[]): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'cartwright-compose-'));
  try {
    for (const [index, definition] of definitions.entries()) {
      const subgraph = join(directory, `subgraph-${index}`);
      await mkdir(subgraph);
      const sdl = `${link} type Query { a${index}: A } ${definition}`;
      await writeFile(join(subgraph, 'schema.graphql'), sdl);
    }
    return await composeSupergraph(pathToFileURL(`${directory}/`));
  } finally {
    await rm(directory, { recursive: true });
  }
}

it('takes the description of the one subgraph that has it', async () => {
  const supergraph = await compose([
    '"What A is." type A @shareable { b: Int }',
    'type A @shareable { b: Int }',
  ]);
  expect(supergraph).toContain('What A is.');
});

it.each([
  ['a type', '"One." type A @shareable { b: Int }', '"Other." type A @shareable { b: Int }'],
  ['a field', 'type A @shareable { "One." b: Int }', 'type A @shareable { "Other." b: Int }'],
])('refuses two descriptions of %s, of which clients would see one', async (_what, one, other) => {
  const composing = compose([one, other]);
  await expect(composing).rejects.toThrow(CompositionError);
  await expect(composing).rejects.toThrow(/inconsistent descriptions[^]*One\.[^]*Other\./);
});

it('lists what does not compose', async () => {
  await expect(compose(['type A { b: Int }', 'type A { b: Int }'])).rejects.toThrow('A.b');
});
