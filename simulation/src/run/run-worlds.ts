import { Worker } from 'node:worker_threads';
import type { Mutation } from '@cartwright/mutations';
import type { WorldOptions, WorldReport } from './run-world.ts';

/** The options of a run of many worlds. */
export interface RunOptions {
  readonly seed: string;
  /** The run ends when so many orders were accepted. */
  readonly orders: number;
  readonly workers: number;
  /** In each world. */
  readonly buyers: number;
  readonly mutation?: Mutation;
  readonly onReport?: (sum: RunSum) => void;
}

/** The sum of all worlds so far. */
export interface RunSum {
  readonly worlds: number;
  readonly orders: number;
  readonly confirmed: number;
  readonly events: number;
  readonly virtualSeconds: number;
  /** The first world in which something went wrong. */
  readonly broken: WorldReport | undefined;
}

/** In real time, to detect a loop that never awaits. Worlds take a second, huge ones some more. */
const longestWorldMs = 5 * 60_000;

/** Nearly everything that an event allocates is garbage after it; a large young generation has less to copy. */
const youngGenerationMb = 384;

const nothing: RunSum = {
  worlds: 0,
  orders: 0,
  confirmed: 0,
  events: 0,
  virtualSeconds: 0,
  broken: undefined,
};

/** Runs worlds on several threads, each from a seed of its own, until there are enough orders or one world is broken. */
export async function runWorlds(options: RunOptions): Promise<RunSum> {
  let sum = nothing;
  let index = 0;
  let hasFailed = false;
  const nextWorld = (): WorldOptions | undefined => {
    if (sum.orders >= options.orders || sum.broken !== undefined || hasFailed) return undefined;
    index += 1;
    const { buyers } = options;
    return { seed: `${options.seed}-${index}`, buyers, withFaults: true, withHistory: false };
  };
  const add = (report: WorldReport): void => {
    sum = added(sum, report);
    options.onReport?.(sum);
  };
  const workers = Array.from({ length: options.workers }, () => runWorker(options.mutation, nextWorld, add));
  try {
    await Promise.all(workers);
    return sum;
  } catch (error) {
    hasFailed = true;
    throw error;
  }
}

function added(sum: RunSum, report: WorldReport): RunSum {
  return {
    worlds: sum.worlds + 1,
    orders: sum.orders + report.orders,
    confirmed: sum.confirmed + report.confirmed,
    events: sum.events + report.events,
    virtualSeconds: sum.virtualSeconds + report.virtualSeconds,
    broken: sum.broken ?? (report.violations.length > 0 ? report : undefined),
  };
}

function runWorker(
  mutation: Mutation | undefined,
  nextWorld: () => WorldOptions | undefined,
  onReport: (report: WorldReport) => void,
): Promise<void> {
  const resourceLimits = { maxYoungGenerationSizeMb: youngGenerationMb };
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: { mutation },
    resourceLimits,
  });
  let watchdog: NodeJS.Timeout | undefined;
  return new Promise<void>((resolve, reject) => {
    const goOn = (): void => {
      clearTimeout(watchdog);
      const next = nextWorld();
      if (next === undefined) {
        resolve();
        return;
      }
      watchdog = setTimeout(
        () => reject(new Error(`World ${next.seed} hangs: --world ${next.seed} --buyers ${next.buyers}`)),
        longestWorldMs,
      );
      worker.postMessage(next);
    };
    worker.on('message', ({ report, failure }: { report?: WorldReport; failure?: string }) => {
      if (report === undefined) {
        reject(new Error(failure));
        return;
      }
      onReport(report);
      goOn();
    });
    worker.on('error', reject);
    goOn();
  }).finally(() => {
    clearTimeout(watchdog);
    return worker.terminate();
  });
}
