import type { PaymentRecord } from '../repository/records.ts';
import { leaseEnd } from '../rules/schedule.ts';
import type { Dependencies } from './dependencies.ts';

/** Leases up to `limit` payments whose next attempt is due: after a crash, an unknown outcome or a lost webhook. */
export function claimDuePayments(
  { queue, now }: Pick<Dependencies, 'queue' | 'now'>,
  limit: number,
): Promise<PaymentRecord[]> {
  const claimedAt = now();
  return queue.claimDue({ limit, now: claimedAt, leaseEndsAt: leaseEnd(claimedAt) });
}
