import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { schemaChanges } from './schema-changes.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const file = 'api/schema.graphql';

/**
 * Says how `api/schema.graphql` differs from that of another Git revision (the last commit, when none is given); exits with 1
 * when something breaks clients.
 */
function report(revision = 'HEAD'): void {
  const before = committed(revision);
  if (before === undefined) {
    process.stderr.write(
      `There is no ${file} at ${revision}: name a revision that Git knows and that has one.\n`,
    );
    process.exitCode = 2;
    return;
  }
  const { breaking, dangerous } = schemaChanges(before, readFileSync(`${root}${file}`, 'utf8'));
  for (const sentence of breaking) say(`breaking   ${sentence}`);
  for (const sentence of dangerous) say(`dangerous  ${sentence}`);
  say(`${breaking.length} breaking and ${dangerous.length} dangerous changes since ${revision}.`);
  if (breaking.length > 0) process.exitCode = 1;
}

function committed(revision: string): string | undefined {
  const { status, stdout } = spawnSync('git', ['show', `${revision}:${file}`], {
    cwd: root,
    encoding: 'utf8',
  });
  return status === 0 ? stdout : undefined;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

report(process.argv[2]);
