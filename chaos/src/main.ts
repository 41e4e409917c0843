import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chaosOptions, type ChaosOptions } from './options.ts';
import { runChaos } from './run-chaos.ts';
import { openChaosStore, type ChaosStore } from './store/chaos-store.ts';
import { chaosReport } from './verdict/report.ts';

/** Runs chaos once. @returns whether nothing was lost. */
async function run(options: ChaosOptions, dataDir: string): Promise<boolean> {
  console.log(`${options.orders} orders, ${options.faults} faults, seed ${options.seed}`);
  const opening = openChaosStore(dataDir);
  stopOnInterrupt(opening, dataDir);
  const chaos = await opening;
  try {
    const result = await runChaos(chaos, options, (sentence) => console.log(sentence));
    console.log(`\n${chaosReport(result)}`);
    const { violations } = result.verdict;
    if (violations.length > 0) console.log(`\nSeed ${options.seed}; the data and the logs are in ${dataDir}`);
    return violations.length === 0;
  } finally {
    await chaos.stop();
  }
}

/** Ctrl-C, which the terminal and npm may both deliver, stops the store and leaves nothing behind. */
function stopOnInterrupt(opening: Promise<ChaosStore>, dataDir: string): void {
  let isStopping = false;
  const stop = async (): Promise<void> => {
    if (isStopping) return;
    isStopping = true;
    console.log('\nStopping …');
    const chaos = await opening;
    await chaos.stop();
    process.once('exit', () => rmSync(dataDir, { recursive: true, force: true }));
    process.exit(130);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());
}

/** `npm run chaos`: keeps the data directory only when something was lost. */
async function main(args: readonly string[]): Promise<boolean> {
  const options = chaosOptions(args);
  const dataDir = mkdtempSync(path.join(tmpdir(), 'cartwright-chaos-'));
  const passed = await run(options, dataDir);
  if (passed) rmSync(dataDir, { recursive: true, force: true });
  return passed;
}

try {
  process.exitCode = (await main(process.argv.slice(2))) ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
