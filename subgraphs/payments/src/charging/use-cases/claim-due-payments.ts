import { leaseEnd } from '../rules/schedule.ts';
import type { Dependencies } from './dependencies.ts';

/**
 * Leases up to `limit` payments whose next attempt is due and gives their ids: after a crash, an unknown outcome or a
 * lost webhook.
 */
export function claimDuePayments({ queue, now }: Dependencies, limit: number): Promise<string[]> {
  const claimedAt = now();
  return queue.claimDue({ limit, now: claimedAt, leaseEndsAt: leaseEnd(claimedAt) });
}
