import { parentPort, workerData } from 'node:worker_threads';
import { applyMutation } from '@cartwright/mutations';
import type { Mutation } from '@cartwright/mutations';
import type { WorldOptions, WorldReport } from './run-world.ts';

/** Runs the worlds that it is sent, one after the other; a mutation is applied before anything is loaded. */
const { mutation } = workerData as { mutation: Mutation | undefined };
if (mutation !== undefined) applyMutation(mutation);
const { runWorld } = await import('./run-world.ts');

// An unhandled rejection is a fault as well.
process.on('unhandledRejection', (error) => fail(error));

parentPort?.on('message', (options: WorldOptions) => {
  // Stack traces of the many simulated errors would cost a tenth of the time.
  Error.stackTraceLimit = 0;
  void explained(options).then((report) => parentPort?.postMessage({ report }), fail);
});

function fail(error: unknown): void {
  parentPort?.postMessage({
    failure: error instanceof Error ? (error.stack ?? error.message) : String(error),
  });
}

/** Reruns a broken world with its history: the same seed must give the same result. */
async function explained(options: WorldOptions): Promise<WorldReport> {
  const report = await runWorld(options);
  if (report.violations.length === 0 || options.withHistory) return report;
  const again = await runWorld({ ...options, withHistory: true });
  const isSame = JSON.stringify(again.violations) === JSON.stringify(report.violations);
  if (!isSame) throw new Error(`The seed ${options.seed} did not give the same run twice`);
  return again;
}
