import { readReason, recordStaffAction } from '@cartwright/audit';
import { isId } from '@cartwright/graph';
import type { InvalidInput } from '@cartwright/input';
import { holdUsedLocation, moveLocated } from '../../stock/door.ts';
import { lockTransfer, saveEnd } from '../repository.ts';
import type { StockTransfer } from '../rules/stock-transfer.ts';
import type { Dependencies } from './create-transfer.ts';

/** A transfer that is to end. */
export interface EndTransfer {
  readonly staffId: string;
  readonly id: string;
  readonly reason?: string | null | undefined;
}

/** What came of it. */
export type EndTransferOutcome =
  | { readonly kind: 'ended'; readonly transfer: StockTransfer }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'ended-otherwise'; readonly transfer: StockTransfer }
  | InvalidInput;

/** Has all pieces of a transfer be at its destination. */
export function receiveTransfer(
  dependencies: Dependencies,
  wanted: EndTransfer,
): Promise<EndTransferOutcome> {
  return endTransfer(dependencies, wanted, { operation: 'stockTransferReceive', status: 'RECEIVED' });
}

/** Has all pieces of a transfer be where they came from. */
export function cancelTransfer(dependencies: Dependencies, wanted: EndTransfer): Promise<EndTransferOutcome> {
  return endTransfer(dependencies, wanted, { operation: 'stockTransferCancel', status: 'CANCELLED' });
}

interface End {
  readonly operation: string;
  readonly status: 'RECEIVED' | 'CANCELLED';
}

/** Ends a transfer once, with its entries in the ledger and in the audit trail. Locations at either end stay in use until it has. */
async function endTransfer(
  { messaging, now }: Dependencies,
  { staffId, id, reason }: EndTransfer,
  { operation, status }: End,
): Promise<EndTransferOutcome> {
  const why = readReason(reason);
  if (why.kind === 'invalid-input') return why;
  if (!isId(id)) return { kind: 'not-found' };
  return messaging.transact(async (tx, send) => {
    const before = await lockTransfer(tx, id);
    if (before === undefined) return { kind: 'not-found' };
    if (before.status !== 'IN_TRANSIT')
      return { kind: before.status === status ? 'ended' : 'ended-otherwise', transfer: before };
    const at = now();
    const transfer = { ...before, status, endedAt: at };
    const locationId = status === 'RECEIVED' ? before.toLocationId : before.fromLocationId;
    const found = await holdUsedLocation(tx, locationId);
    if (found.kind !== 'held') throw new Error(`Location ${locationId} is awaiting pieces and not in use`);
    const lines = before.lines.map(({ variantId, quantity }) => ({ variantId, delta: quantity }));
    const movement = { kind: 'TRANSFERRED', staffId, reason: why.value.reason } as const;
    const moved = await moveLocated({ tx, send }, { ...movement, location: found.location, lines });
    if (moved.kind !== 'moved') throw new Error(`The pieces of transfer ${id} do not arrive: ${moved.kind}`);
    await saveEnd(tx, transfer);
    const states = { before: { status: before.status }, after: { status } };
    const action = { staffId, operation, target: id, ...why.value, at };
    await recordStaffAction('products', { tx, send }, { ...action, ...states });
    return { kind: 'ended', transfer };
  });
}
