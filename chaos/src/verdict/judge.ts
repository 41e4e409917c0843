import { setTimeout as delay } from 'node:timers/promises';
import { violations } from '@cartwright/e2e/support/invariants.ts';
import type { TestStore } from '@cartwright/testing';
import type { FaultRecord } from '../run-faults.ts';
import type { Purchase } from '../workload/shop.ts';
import { brokenPromises } from './broken-promises.ts';

/** Whether anything was lost. */
export interface Verdict {
  readonly violations: readonly string[];
  /** How long it took after the last buyer until all was at rest. */
  readonly settledMs: number;
  /** What was the last not to be so yet. */
  readonly lastUnsettled: readonly string[];
}

/** What is judged. */
export interface Evidence {
  readonly store: TestStore;
  readonly purchases: readonly Purchase[];
  readonly faults: readonly FaultRecord[];
  readonly poison: readonly string[];
}

const patienceMs = 180_000;

/** Waits until every invariant holds, or for three minutes; then says what is wrong. */
export async function judge({ store, purchases, faults, poison }: Evidence): Promise<Verdict> {
  const began = performance.now();
  const wrong = (): Promise<string[]> =>
    violations(store, { poison }).catch((error: unknown) => [
      `the databases can not be read: ${String(error)}`,
    ]);
  let found = await wrong();
  let lastUnsettled: string[] = [];
  while (found.length > 0 && performance.now() - began < patienceMs) {
    lastUnsettled = found;
    await delay(1000);
    found = await wrong();
  }
  return {
    settledMs: performance.now() - began,
    lastUnsettled,
    violations: [
      ...found,
      ...purchases.flatMap(({ problems, orderId, key }) =>
        problems.map((problem) => `a buyer of order ${orderId ?? '–'} (key ${key ?? '–'}): ${problem}`),
      ),
      ...faults.flatMap(({ kind, what, problems }) =>
        problems.map((problem) => `${kind}: ${what}: ${problem}`),
      ),
      ...(await brokenPromises(store, purchases)),
    ],
  };
}
