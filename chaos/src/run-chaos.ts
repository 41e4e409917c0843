import { setTimeout as delay } from 'node:timers/promises';
import { readDeliveries } from '@cartwright/e2e/support/snapshot.ts';
import { faultKinds } from './faults/catalogue.ts';
import type { FaultKind } from './faults/fault.ts';
import { schedule } from './faults/schedule.ts';
import type { ChaosOptions } from './options.ts';
import { createRandom } from '@cartwright/random';
import { readRecovery, type Recovery } from './recovery.ts';
import { runFaults, type FaultRecord } from './run-faults.ts';
import type { ChaosStore } from './store/chaos-store.ts';
import { judge, type Verdict } from './verdict/judge.ts';
import { reviewPayments } from './workload/review-payments.ts';
import { runWorkload } from './workload/run-workload.ts';
import { stockShelves } from './workload/stock-shelves.ts';
import type { Purchase } from './workload/shop.ts';

/** The result of a run. */
export interface ChaosResult {
  readonly purchases: readonly Purchase[];
  readonly errors: ReadonlyMap<string, number>;
  readonly faults: readonly FaultRecord[];
  readonly verdict: Verdict;
  readonly recovery: Recovery;
  readonly seconds: number;
}

const atOnce = 24;

/** Runs buyers and, one after the other, faults; then waits until the store is at rest, and judges. */
export async function runChaos(
  chaos: ChaosStore,
  options: ChaosOptions,
  report: (sentence: string) => void,
): Promise<ChaosResult> {
  const began = performance.now();
  const random = createRandom(String(options.seed));
  const urls = chaos.store.graphqlUrls;
  const shelves = await stockShelves(chaos.store.graphqlUrl, 10 * options.orders + 1000);
  const delivered = await readDeliveries(chaos.store);
  const pace = options.orders / (options.faults + 1);
  let turn = 0;
  const workload = runWorkload({
    urls,
    shelves,
    orders: options.orders,
    random: random.fork('workload'),
    mayStart: () => (turn > options.faults ? Infinity : (turn + 1) * pace),
    atOnce,
  });
  let isOver = false;
  const reviewing = reviewPayments({ urls, random: random.fork('reviews'), isOver: () => isOver });
  const poison: string[] = [];
  const faults = await runFaults({
    context: { chaos, random: random.fork('faults'), poisoned: (part) => void poison.push(part) },
    kinds: schedule(possibleKinds(chaos, report), options, random.fork('schedule')),
    longShare: options.longShare,
    probeVariant: shelves.full[0] ?? '',
    turn: async (index) => {
      while (workload.started < Math.floor(index * pace)) await delay(50);
      turn = index + 1;
    },
    report,
  });
  turn = options.faults + 1;
  await workload.done;
  isOver = true;
  await reviewing;
  const { purchases, errors } = workload;
  const { prices } = shelves;
  const verdict = await judge({ store: chaos.store, purchases, faults, poison, delivered, prices });
  const recovery = await readRecovery(chaos.store, faults, purchases);
  return { purchases, errors, faults, verdict, recovery, seconds: (performance.now() - began) / 1000 };
}

/** The kinds of fault that this machine allows. */
function possibleKinds(chaos: ChaosStore, report: (sentence: string) => void): FaultKind[] {
  const isPossible = (kind: FaultKind): boolean => kind.isPossible?.(chaos) ?? true;
  const leftOut = new Set(faultKinds.filter((kind) => !isPossible(kind)).map(({ name }) => name));
  if (leftOut.size > 0) report(`Skipped, since this machine cannot do it: ${[...leftOut].join(', ')}`);
  return faultKinds.filter(isPossible);
}
