import { setTimeout as delay } from 'node:timers/promises';
import type { Breach, CataloguePrice } from '@cartwright/invariants';
import { violations } from '@cartwright/e2e/support/invariants.ts';
import { orderHistory } from '@cartwright/e2e/support/order-history.ts';
import type { TestStore } from '@cartwright/stack/test-store';
import type { FaultRecord } from '../run-faults.ts';
import type { Purchase } from '../workload/shop.ts';
import { knowledgeOf } from './knowledge-of.ts';

/** What was lost, and when the store came to rest. */
export interface Verdict {
  /** Broken invariants, problems that buyers met, and faults that could not be repaired. */
  readonly violations: readonly Breach[];
  /** The histories of some of the orders concerned. */
  readonly histories: readonly string[];
  /** How long it took after the last buyer until the store was at rest. */
  readonly atRestAfterMs: number;
  /** The violations that the last check before that found. */
  readonly lastViolations: readonly Breach[];
}

/** What a verdict is based on. */
export interface Evidence {
  readonly store: TestStore;
  readonly purchases: readonly Purchase[];
  readonly faults: readonly FaultRecord[];
  readonly poison: readonly string[];
  readonly delivered: ReadonlyMap<string, number>;
  /** The prices in the catalogue. */
  readonly prices: readonly CataloguePrice[];
}

const patienceMs = 180_000;
const historiesAtMost = 3;

/** Waits until every invariant holds, or for three minutes; then says what is wrong. */
export async function judge(evidence: Evidence): Promise<Verdict> {
  const began = performance.now();
  const { store, purchases, poison, delivered, prices } = evidence;
  const knowledge = { ...knowledgeOf(purchases), poison, delivered, prices };
  const wrong = (): Promise<Breach[]> =>
    violations(store, knowledge).catch((error: unknown) => [
      { message: `the databases cannot be read: ${String(error)}` },
    ]);
  let found = await wrong();
  let lastViolations: Breach[] = [];
  while (found.length > 0 && performance.now() - began < patienceMs) {
    lastViolations = found;
    await delay(1000);
    found = await wrong();
  }
  const atRestAfterMs = performance.now() - began;
  const all = [...found, ...problemsOf(evidence)];
  return { atRestAfterMs, lastViolations, violations: all, histories: await historiesOf(store, all) };
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

/** The histories of orders that violations concern; those of messages name them only in their text. */
async function historiesOf(store: TestStore, violations: readonly Breach[]): Promise<string[]> {
  const suspects = violations.flatMap(({ orderId, message }) => orderId ?? message.match(ids) ?? []);
  const some = [...new Set(suspects)].slice(0, historiesAtMost);
  return Promise.all(some.map((id) => orderHistory(store, id)));
}
