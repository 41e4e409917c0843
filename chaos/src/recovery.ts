import { queryDomain } from '@cartwright/e2e/support/query-domain.ts';
import type { TestStore } from '@cartwright/testing';
import type { FaultRecord } from './run-faults.ts';
import type { Purchase } from './workload/shop.ts';

/** How long orders that were under way when a fault was mended took from then to their end. */
export interface Recovery {
  /** In milliseconds, the quickest first. */
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
const patientTokens = new Set(['sim_action_required', 'sim_timeout']);

/** Reads the lives of all orders. An order that outlived several faults counts from the last of them. */
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
    .flatMap((life) => afterMending(life, faults))
    .sort((a, b) => a.ms - b.ms);
  return { tookMs: took.map(({ ms }) => ms), slowestOrderId: took.at(-1)?.id };
}

function afterMending(
  { id, placed_ms, ended_ms }: Life,
  faults: readonly FaultRecord[],
): { id: string; ms: number }[] {
  const mended = faults.map(({ mendedAtMs }) => mendedAtMs).filter((at) => placed_ms < at && at < ended_ms);
  return mended.length === 0 ? [] : [{ id, ms: ended_ms - Math.max(...mended) }];
}
