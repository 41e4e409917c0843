import { setTimeout as delay } from 'node:timers/promises';
import type { Breach } from '@cartwright/invariants';
import { violations } from '@cartwright/e2e/support/invariants.ts';
import { orderHistory } from '@cartwright/e2e/support/order-history.ts';
import type { TestStore } from '@cartwright/testing';
import type { FaultRecord } from '../run-faults.ts';
import type { Purchase } from '../workload/shop.ts';
import { knowledgeOf } from './knowledge-of.ts';

/** Whether anything was lost. */
export interface Verdict {
  /** Invariants that are broken, what a buyer should not have met, and what did not mend. */
  readonly violations: readonly Breach[];
  /** The lives of some of the orders in question. */
  readonly histories: readonly string[];
  /** How long it took after the last buyer until all was at rest. */
  readonly settledMs: number;
  /** What was the last not to be so yet. */
  readonly lastUnsettled: readonly Breach[];
}

/** What is judged. */
export interface Evidence {
  readonly store: TestStore;
  readonly purchases: readonly Purchase[];
  readonly faults: readonly FaultRecord[];
  readonly poison: readonly string[];
  readonly delivered: ReadonlyMap<string, number>;
}

const patienceMs = 180_000;
const historiesAtMost = 3;

/** Waits until every invariant holds, or for three minutes; then says what is wrong. */
export async function judge(evidence: Evidence): Promise<Verdict> {
  const began = performance.now();
  const { store, purchases, poison, delivered } = evidence;
  const knowledge = { ...knowledgeOf(purchases), poison, delivered };
  const wrong = (): Promise<Breach[]> =>
    violations(store, knowledge).catch((error: unknown) => [
      { message: `the databases can not be read: ${String(error)}` },
    ]);
  let found = await wrong();
  let lastUnsettled: Breach[] = [];
  while (found.length > 0 && performance.now() - began < patienceMs) {
    lastUnsettled = found;
    await delay(1000);
    found = await wrong();
  }
  const settledMs = performance.now() - began;
  const all = [...found, ...problemsOf(evidence)];
  return { settledMs, lastUnsettled, violations: all, histories: await historiesOf(store, all) };
}

function problemsOf({ purchases, faults }: Evidence): Breach[] {
  return [
    ...purchases.flatMap(({ problems, orderId, key }) =>
      problems.map((problem) => ({
        message: `a buyer of order ${orderId ?? '–'} (key ${key ?? '–'}): ${problem}`,
        ...(orderId === undefined ? {} : { orderId }),
      })),
    ),
    ...faults.flatMap(({ kind, what, problems }) =>
      problems.map((problem) => ({ message: `${kind}: ${what}: ${problem}` })),
    ),
  ];
}

const ids = /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g;

/** Of what violations are about; a message tells its order by its business id only. */
async function historiesOf(store: TestStore, violations: readonly Breach[]): Promise<string[]> {
  const suspects = violations.flatMap(({ orderId, message }) => orderId ?? message.match(ids) ?? []);
  const some = [...new Set(suspects)].slice(0, historiesAtMost);
  return Promise.all(some.map((id) => orderHistory(store, id)));
}
