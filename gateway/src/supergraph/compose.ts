import { readFile, rename, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { accessTable } from './access-table.ts';
import { composeSupergraph, subgraphNames } from './compose-supergraph.ts';
import { publishedSchema } from '../published-schema/published-schema.ts';
import { loadSupergraph } from './loaded-supergraph.ts';
import { roverConfig } from './rover-config.ts';

const root = new URL('../../../', import.meta.url);
const subgraphs = new URL('subgraphs/', root);

/**
 * Writes what is composed of `subgraphs/<name>/schema.graphql`, what clients see of that and who may see what, or with `--check`
 * compares all of it with what is stored.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
  const supergraph = await composeSupergraph(subgraphs);
  await keep('supergraph.graphql', supergraph, values.check);
  const names = await subgraphNames(subgraphs);
  await keep('supergraph.yaml', roverConfig(names), values.check);
  await keep('docs/access.md', accessTable(await readSchemas(names)), values.check);
  const published = publishedSchema(loadSupergraph(supergraph).schema);
  for (const [name, text] of Object.entries(published)) await keep(`api/${name}`, text, values.check);
}

async function readSchemas(names: readonly string[]): Promise<Record<string, string>> {
  const read = (name: string) => readFile(new URL(`${name}/schema.graphql`, subgraphs), 'utf8');
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await read(name)] as const)));
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
