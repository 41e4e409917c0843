import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Attack } from './attack.ts';
import { attacks } from './attacks.ts';
import { runMutants } from './mutants/run-mutants.ts';
import { attackOptions, type AttackOptions } from './options.ts';
import { tableHead, tableRow } from './report/attack-table.ts';
import { runAttacks, type Row } from './run-attacks.ts';
import { failuresIn, mostSlowdown } from './shopper/pace.ts';
import { openTarget } from './target/open-target.ts';
import type { Target } from './target/target.ts';

/** Prints the table. @returns whether everything held */
async function attackAll(target: Target, chosen: readonly Attack[]): Promise<boolean> {
  console.log(tableHead);
  const { rows, shopperSlowdown } = await runAttacks(target, chosen, {
    tell: (row) => console.log(tableRow(row)),
  });
  const through = rows.filter((row) => !isGood(row));
  console.log(`\n${rows.length} attacks, ${through.length} that should not have come to what they did`);
  console.log(
    `the shopper's 99th percentile over all rows: ${shopperSlowdown.toFixed(1)}× what it was in peace`,
  );
  for (const { attack } of through) console.log(`- ${attack.name}`);
  return through.length === 0;
}

function isGood({ finding, samples, shopperSlowdown }: Row): boolean {
  return finding.held && failuresIn(samples).length === 0 && shopperSlowdown <= mostSlowdown;
}

function chosenOf({ only }: AttackOptions): readonly Attack[] {
  if (only.length === 0) return attacks;
  return attacks.filter(({ name, threat }) => only.some((word) => name.includes(word) || threat === word));
}

/** `npm run attack`. */
async function main(options: AttackOptions): Promise<boolean> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'cartwright-attack-'));
  const target = await openTarget(dataDir);
  let hasHeld = false;
  try {
    hasHeld = options.mutants
      ? await runMutants(target, options.only)
      : await attackAll(target, chosenOf(options));
    return hasHeld;
  } finally {
    await target.store.stop();
    if (hasHeld) rmSync(dataDir, { recursive: true, force: true });
    else console.error(`The logs and databases of the store are left in ${dataDir}.`);
  }
}

try {
  process.exitCode = (await main(attackOptions(process.argv.slice(2)))) ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
