import { readReason, recordStaffAction } from '@cartwright/audit';
import type { Transaction } from '@cartwright/database';
import { isId } from '@cartwright/graph';
import { fingerprint, once, type KeyReused } from '@cartwright/idempotency';
import { invalidField, invalidInput, type InvalidInput } from '@cartwright/input';
import type { Send } from '@cartwright/messaging';
import type { Arrival } from '../../arrivals/door.ts';
import { holdUsedLocation, lockStock, moveLocated, recordLost } from '../../stock/door.ts';
import type { Tables } from '../../tables.ts';
import { findTransfer, lockTransfer, saveTransfer } from '../repository.ts';
import { arrive, type StockTransfer } from '../rules/stock-transfer.ts';
import type { TransferRefusal } from './cancel-transfer.ts';
import type { Dependencies } from './create-transfer.ts';

/** What has arrived of a transfer; all that is on its way where no lines are given. */
export interface ReceiveTransfer {
  readonly staffId: string;
  readonly idempotencyKey: string;
  readonly id: string;
  readonly arrivals: readonly Arrival[] | null;
  readonly reason?: string | null | undefined;
}

/** What came of it. */
export type ReceiveTransferOutcome =
  | { readonly kind: 'received'; readonly transfer: StockTransfer }
  | TransferRefusal
  | InvalidInput
  | KeyReused;

const noReason = invalidField(['reason'], 'REQUIRED', 'Please say why pieces are written off.');

/**
 * Has what has arrived of a transfer be at its destination, and writes off what is lost, with its entries in the ledger and in the audit trail.
 * Once per idempotency key.
 * @throws CONFLICT while the same request is under way
 */
export async function receiveTransfer(
  dependencies: Dependencies,
  { idempotencyKey, reason, ...wanted }: ReceiveTransfer,
): Promise<ReceiveTransferOutcome> {
  const why = readReason(reason);
  if (why.kind === 'invalid-input') return why;
  const { staffId, ...what } = wanted;
  const isLosing = what.arrivals?.some(({ missed }) => missed > 0) ?? false;
  if (isLosing && why.value.reason === null) return invalidInput(noReason);
  if (!isId(what.id)) return { kind: 'not-found' };
  const { messaging, now } = dependencies;
  const receiving = { ...wanted, ...why.value };
  const key = { operation: 'stockTransferReceive', key: idempotencyKey, fingerprint: fingerprint(what) };
  return messaging.transact((tx, send) =>
    once<ReceiveTransferOutcome, { id: string }>(
      tx,
      { use: { ownerIds: [staffId], ...key }, now: now() },
      {
        change: () => bringIn(dependencies, { tx, send }, receiving),
        keep: (outcome) => (outcome.kind === 'received' ? { id: outcome.transfer.id } : undefined),
        replay: async ({ id }) => {
          const transfer = await findTransfer(tx, id);
          return transfer && { kind: 'received', transfer };
        },
      },
    ),
  );
}

interface Receiving extends Omit<ReceiveTransfer, 'idempotencyKey'> {
  readonly reason: string | null;
}

interface Held {
  readonly tx: Transaction<Tables>;
  readonly send: Send;
}

async function bringIn(
  { now }: Pick<Dependencies, 'now'>,
  held: Held,
  { staffId, id, arrivals: given, reason }: Receiving,
): Promise<ReceiveTransferOutcome> {
  const before = await lockTransfer(held.tx, id);
  if (before === undefined) return { kind: 'not-found' };
  if (before.status === 'RECEIVED' && given === null) return { kind: 'received', transfer: before };
  if (before.status !== 'IN_TRANSIT') return { kind: 'ended-otherwise', transfer: before };
  const at = now();
  const read = arrive(before, given, at);
  if (read.kind === 'invalid-input') return read;
  const { transfer, arrivals } = read;
  await moveArrived(held, { transfer, arrivals, staffId, reason });
  await saveTransfer(held.tx, transfer);
  const states = {
    before: { status: before.status },
    after: { status: transfer.status, lines: [...arrivals] },
  };
  const action = { staffId, operation: 'stockTransferReceive', target: id, reason, at };
  await recordStaffAction('products', held, { ...action, ...states });
  return { kind: 'received', transfer };
}

interface Arrived extends Pick<Receiving, 'staffId' | 'reason'> {
  readonly transfer: StockTransfer;
  readonly arrivals: readonly Arrival[];
}

async function moveArrived(
  { tx, send }: Held,
  { transfer: { id, toLocationId }, arrivals, staffId, reason }: Arrived,
): Promise<void> {
  const found = await holdUsedLocation(tx, toLocationId);
  if (found.kind !== 'held') throw new Error(`Location ${toLocationId} is awaiting pieces and not in use`);
  const { location } = found;
  // All of them before any is moved, in the order of their ids, as everybody does.
  await lockStock(
    tx,
    arrivals.map(({ variantId }) => variantId),
  );
  const lost = arrivals.filter(({ missed }) => missed > 0);
  const locationId = location.isDefault ? null : location.id;
  await recordLost(
    tx,
    lost.map(({ variantId, missed: quantity }) => ({ variantId, quantity })),
    { staffId, reason, locationId },
  );
  const lines = arrivals.flatMap(({ variantId, received }) =>
    received === 0 ? [] : [{ variantId, delta: received }],
  );
  if (lines.length === 0) return;
  const moved = await moveLocated({ tx, send }, { kind: 'TRANSFERRED', staffId, reason, location, lines });
  if (moved.kind !== 'moved') throw new Error(`The pieces of transfer ${id} do not arrive: ${moved.kind}`);
}
