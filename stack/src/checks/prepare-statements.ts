import { recordStatements, type StatementSample } from '@cartwright/database';
import { readFileSync } from 'node:fs';
import type { Client } from 'pg';

/** What a module may export for the check: calls with sample arguments, or plain statements. */
interface Checked {
  readonly samples?: readonly StatementSample<never>[];
  readonly statements?: Readonly<Record<string, string>>;
}

const fragment = /\bsql(<[^`]*>)?`/;

/**
 * Prepares a module's statements on a migrated database, so that a missing column, a misspelt function or a wrong
 * cast is found without running them. A module that uses raw fragments must export `samples` or `statements`.
 */
export async function prepareStatements(client: Client, file: string): Promise<string[]> {
  const { samples = [], statements = {} } = (await import(file)) as Checked;
  const texts = Object.entries(statements);
  if (samples.length + texts.length === 0) {
    const hasFragments = fragment.test(readFileSync(file, 'utf8'));
    return hasFragments ? ['uses sql`…` and exports no samples of its statements'] : [];
  }
  const problems = await Promise.all(samples.map((sample, index) => recorded(sample, `sample ${index}`)));
  const recordedTexts = problems.flatMap(({ sent }) => sent);
  const failed = problems.flatMap(({ problem }) => (problem === undefined ? [] : [problem]));
  for (const [name, text] of [...texts, ...recordedTexts]) {
    const problem = await prepare(client, text);
    if (problem !== undefined) failed.push(`${name}: ${problem}`);
  }
  return failed;
}

async function recorded(
  sample: StatementSample<never>,
  name: string,
): Promise<{ readonly sent: readonly (readonly [string, string])[]; readonly problem?: string }> {
  try {
    const queries = await recordStatements(sample);
    return { sent: queries.map(({ sql }) => [name, sql] as const) };
  } catch (error) {
    return { sent: [], problem: `${name}: ${String(error)}` };
  }
}

async function prepare(client: Client, text: string): Promise<string | undefined> {
  try {
    await client.query(`PREPARE checked AS ${text}`);
    await client.query('DEALLOCATE checked');
    return undefined;
  } catch (error) {
    return `${error instanceof Error ? error.message : String(error)}\n      ${text.replaceAll(/\s+/g, ' ').slice(0, 300)}`;
  }
}
