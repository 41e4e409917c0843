import { recordRefusal } from '@cartwright/audit';
import type { Permission, Viewer } from '@cartwright/identity';
import type { Recording } from './record.ts';
import { operationOf, type StaffActionKind } from './rules.ts';

/** What somebody of the staff wanted to decide about an order of their own. */
export interface OwnOrderDecision {
  readonly viewer: Viewer;
  readonly action: Exclude<StaffActionKind, 'OTHER'>;
  readonly orderId: string;
  /** What another one needs to decide it. */
  readonly permission: Permission;
  readonly at: Date;
}

/** Records that staff were refused a decision about an order of their own: it takes another pair of eyes. */
export function recordOwnOrder(
  recording: Recording,
  { viewer, action, orderId, permission, at }: OwnOrderDecision,
): Promise<void> {
  const refusal = { operation: operationOf(action), target: orderId, permission, times: 1, at };
  return recordRefusal('orders', recording, { staffId: viewer.id, ...refusal });
}
