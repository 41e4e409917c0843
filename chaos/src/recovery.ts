import { queryDomain } from '@cartwright/e2e/support/query-domain.ts';
import type { TestStore } from '@cartwright/stack/test-store';
import type { FaultRecord } from './run-faults.ts';
import type { Purchase } from './workload/shop.ts';

/** How long orders that were under way when a fault was repaired took from then until they ended. */
export interface Recovery {
  /** In milliseconds, in ascending order. */
  readonly tookMs: readonly number[];
  /** The order that took the longest. */
  readonly slowestOrderId: string | undefined;
}

interface Life {
  readonly id: string;
  readonly placed_ms: number;
  readonly ended_ms: number;
}

const sql = `SELECT id, extract(epoch FROM placed_at)::float8 * 1000 AS placed_ms,
    extract(epoch FROM min(occurred_at))::float8 * 1000 AS ended_ms
  FROM orders JOIN timeline_entries t ON t.order_id = id AND t.status IN ('CONFIRMED', 'CANCELLED')
  GROUP BY id`;

/** These wait for their buyer, or for a provider that never answers, until their reservation ends. */
const patientTokens = new Set([
  'sim_action_required',
  'sim_declined',
  'sim_insufficient_funds',
  'sim_timeout',
]);

/** Reads when all orders began and ended. An order that lasted through several faults counts from the last of them. */
export async function readRecovery(
  store: TestStore,
  faults: readonly FaultRecord[],
  purchases: readonly Purchase[],
): Promise<Recovery> {
  const patient = new Set(
    purchases.filter(({ token }) => patientTokens.has(token)).map(({ orderId }) => orderId),
  );
  const lives = await queryDomain<Life>(store, 'orders', sql);
  const took = lives
    .filter(({ id }) => !patient.has(id))
    .flatMap((life) => afterRepair(life, faults))
    .sort((a, b) => a.ms - b.ms);
  return { tookMs: took.map(({ ms }) => ms), slowestOrderId: took.at(-1)?.id };
}

function afterRepair(
  { id, placed_ms, ended_ms }: Life,
  faults: readonly FaultRecord[],
): { id: string; ms: number }[] {
  const repaired = faults
    .map(({ repairedAtMs }) => repairedAtMs)
    .filter((at) => placed_ms < at && at < ended_ms);
  return repaired.length === 0 ? [] : [{ id, ms: ended_ms - Math.max(...repaired) }];
}
