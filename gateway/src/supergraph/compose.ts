import { readFile, rename, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { composeSupergraph } from './compose-supergraph.ts';

const root = new URL('../../../', import.meta.url);
const target = new URL('supergraph.graphql', root);

/** Composes `subgraphs/<name>/schema.graphql` into `supergraph.graphql`, or with `--check` compares the two. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
  const composed = await composeSupergraph(new URL('subgraphs/', root));
  const stored = await readFile(target, 'utf8').catch(() => '');
  if (composed === stored) {
    say('supergraph.graphql is up to date.');
    return;
  }
  if (values.check) throw new Error('supergraph.graphql is out of date: run `npm run supergraph`.');
  await replaceFile(target, composed);
  say('supergraph.graphql written.');
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
