import { openDatabase } from '@cartwright/database';
import { baseConfigShape, readConfig } from '@cartwright/process';
import { z } from 'zod';
import { explainCatalogue, type ExplainedQuery } from './query-plans/door.ts';
import type { Tables } from './tables.ts';

/** `npm run explain`: prints how the queries of the catalogue are carried out. @returns 1 where somebody should look at a plan */
async function run(): Promise<number> {
  const { DATABASE_URL } = readConfig(z.object({ DATABASE_URL: baseConfigShape.DATABASE_URL }));
  const database = openDatabase<Tables>(DATABASE_URL, { maxConnections: 1 });
  try {
    const explained = await explainCatalogue({ database });
    for (const query of explained) console.log(describe(query));
    const suspicious = explained.filter(({ problems }) => problems.length > 0);
    console.log(`${explained.length} queries, ${suspicious.length} to look at`);
    return suspicious.length === 0 ? 0 : 1;
  } finally {
    await database.close();
  }
}

function describe({ name, executionMs, blocks, problems }: ExplainedQuery): string {
  const figures = `${executionMs.toFixed(1).padStart(8)} ms ${String(blocks).padStart(7)} blocks`;
  return [
    `${problems.length === 0 ? '✓' : '✗'} ${figures}  ${name}`,
    ...problems.map((problem) => `    ${problem.message}`),
  ].join('\n');
}

process.exitCode = await run();
