import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chaosOptions } from './options.ts';
import { runChaos } from './run-chaos.ts';
import { openChaosStore } from './store/chaos-store.ts';
import { orderHistory } from './verdict/history.ts';
import { chaosReport } from './verdict/report.ts';

const orderIds = /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g;

/** `npm run chaos`. @returns whether nothing was lost. */
async function main(args: readonly string[]): Promise<boolean> {
  const options = chaosOptions(args);
  const dataDir = mkdtempSync(path.join(tmpdir(), 'cartwright-chaos-'));
  console.log(`${options.orders} orders, ${options.faults} faults, seed ${options.seed}`);
  const chaos = await openChaosStore(dataDir);
  try {
    const result = await runChaos(chaos, options, (sentence) => console.log(sentence));
    console.log(`\n${chaosReport(result)}`);
    const { violations } = result.verdict;
    const suspects = [...new Set(violations.flatMap((violation) => violation.match(orderIds) ?? []))];
    for (const id of suspects.slice(0, 3)) console.log(`\n${await orderHistory(chaos.store, id)}`);
    if (violations.length > 0) console.log(`\nSeed ${options.seed}; the data and the logs are in ${dataDir}`);
    return violations.length === 0;
  } finally {
    await chaos.stop();
  }
}

const passed = await main(process.argv.slice(2));
process.exitCode = passed ? 0 : 1;
