import { readReason, recordStaffAction } from '@cartwright/audit';
import { isId } from '@cartwright/graph';
import type { InvalidInput } from '@cartwright/input';
import { holdUsedLocation, moveLocated } from '../../stock/door.ts';
import { lockTransfer, saveTransfer } from '../repository.ts';
import { callBack, inTransit, type StockTransfer } from '../rules/stock-transfer.ts';
import type { Dependencies } from './create-transfer.ts';

/** A transfer that is to be called back. */
export interface CancelTransfer {
  readonly staffId: string;
  readonly id: string;
  readonly reason?: string | null | undefined;
}

/** A transfer of which nothing is on its way any more, or that is not there. */
export type TransferRefusal =
  { readonly kind: 'not-found' } | { readonly kind: 'ended-otherwise'; readonly transfer: StockTransfer };

/** What came of it. */
export type CancelTransferOutcome =
  { readonly kind: 'cancelled'; readonly transfer: StockTransfer } | TransferRefusal | InvalidInput;

/**
 * Has what is on its way be where it came from, once, with its entries in the ledger and in the audit trail. Locations at either end stay in use
 * until then.
 */
export async function cancelTransfer(
  { messaging, now }: Dependencies,
  { staffId, id, reason }: CancelTransfer,
): Promise<CancelTransferOutcome> {
  const why = readReason(reason);
  if (why.kind === 'invalid-input') return why;
  if (!isId(id)) return { kind: 'not-found' };
  return messaging.transact<CancelTransferOutcome>(async (tx, send) => {
    const before = await lockTransfer(tx, id);
    if (before === undefined) return { kind: 'not-found' };
    if (before.status === 'CANCELLED') return { kind: 'cancelled', transfer: before };
    if (before.status === 'RECEIVED') return { kind: 'ended-otherwise', transfer: before };
    const at = now();
    const transfer = callBack(before, at);
    const found = await holdUsedLocation(tx, before.fromLocationId);
    if (found.kind !== 'held')
      throw new Error(`Location ${before.fromLocationId} is awaiting pieces and not in use`);
    const lines = before.lines.flatMap((line) =>
      inTransit(line) === 0 ? [] : [{ variantId: line.variantId, delta: inTransit(line) }],
    );
    const movement = { kind: 'TRANSFERRED', staffId, reason: why.value.reason } as const;
    const moved = await moveLocated({ tx, send }, { ...movement, location: found.location, lines });
    if (moved.kind !== 'moved')
      throw new Error(`The pieces of transfer ${id} do not come back: ${moved.kind}`);
    await saveTransfer(tx, transfer);
    const states = { before: { status: before.status }, after: { status: transfer.status } };
    const action = { staffId, operation: 'stockTransferCancel', target: id, ...why.value, at };
    await recordStaffAction('products', { tx, send }, { ...action, ...states });
    return { kind: 'cancelled', transfer };
  });
}
