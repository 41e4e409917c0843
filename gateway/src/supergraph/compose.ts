import { readFile, rename, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { accessTable } from './access-table.ts';
import { composeSupergraph } from './compose-supergraph.ts';
import { publishedSchema } from '../published-schema/published-schema.ts';
import { loadSupergraph } from './loaded-supergraph.ts';
import { roverConfig } from './rover-config.ts';
import { readSchemas, schemaFiles } from './schema-files.ts';

const root = new URL('../../../', import.meta.url);
const subgraphs = new URL('subgraphs/', root);

/**
 * Writes what is composed of `subgraphs/<name>/schema.graphql` and the gateway's own subgraph, what clients see of that and who may
 * see what, or with `--check` compares all of it with what is stored.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
  const files = await schemaFiles(subgraphs);
  const schemas = await readSchemas(files);
  const supergraph = composeSupergraph(schemas);
  await keep('supergraph.graphql', supergraph, values.check);
  await keep('supergraph.yaml', roverConfig(files, root), values.check);
  await keep('docs/access.md', accessTable(schemas), values.check);
  const published = publishedSchema(loadSupergraph(supergraph).schema);
  for (const [name, text] of Object.entries(published)) await keep(`api/${name}`, text, values.check);
}

async function keep(name: string, content: string, isCheck: boolean): Promise<void> {
  const file = new URL(name, root);
  const stored = await readFile(file, 'utf8').catch(() => '');
  if (content === stored) {
    say(`${name} is up to date.`);
    return;
  }
  if (isCheck) throw new Error(`${name} is out of date: run \`npm run supergraph\`.`);
  await replaceFile(file, content);
  say(`${name} written.`);
}

/** A gateway that watches the file must never read half of it. */
async function replaceFile(file: URL, content: string): Promise<void> {
  const draft = new URL(`${file.href}.${process.pid}.draft`);
  await writeFile(draft, content);
  await rename(draft, file);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
