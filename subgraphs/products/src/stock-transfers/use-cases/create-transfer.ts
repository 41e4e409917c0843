import { readReason, recordStaffAction } from '@cartwright/audit';
import type { Transaction } from '@cartwright/database';
import { isId } from '@cartwright/graph';
import { fingerprint, once, type KeyReused } from '@cartwright/idempotency';
import { invalidField, invalidInput, type InvalidInput } from '@cartwright/input';
import type { Send } from '@cartwright/messaging';
import type { Parts } from '../../parts.ts';
import { holdUsedLocation, moveLocated, type LocationRefusal, type MoveRefusal } from '../../stock/door.ts';
import type { Tables } from '../../tables.ts';
import { findTransfer, insertTransfer } from '../repository.ts';
import type { SentLine, StockTransfer } from '../rules/stock-transfer.ts';
import { readLines } from '../rules/transfer-input.ts';

/** Pieces that are to be sent. */
export interface CreateTransfer {
  readonly staffId: string;
  readonly idempotencyKey: string;
  readonly fromLocationId: string;
  readonly toLocationId: string;
  readonly lines: readonly SentLine[];
  readonly reason?: string | null | undefined;
}

/** What came of it. */
export type CreateTransferOutcome =
  | { readonly kind: 'sent'; readonly transfer: StockTransfer }
  | LocationRefusal
  | MoveRefusal
  | InvalidInput
  | KeyReused;

/** What sends and ends transfers. */
export type Dependencies = Pick<Parts, 'messaging' | 'newId' | 'now'>;

const sameLocation = invalidField(['toLocationId'], 'INVALID_VALUE', 'Please choose another location.');

/**
 * Sends pieces from one location to another, once per idempotency key, with their entries in the ledger and in the audit trail.
 * @throws CONFLICT while the same request is under way
 */
export async function createTransfer(
  dependencies: Dependencies,
  { staffId, idempotencyKey, reason, ...wanted }: CreateTransfer,
): Promise<CreateTransferOutcome> {
  const why = readReason(reason);
  if (why.kind === 'invalid-input') return why;
  const read = readLines(wanted.lines);
  if (read.kind === 'invalid-input') return read;
  const [fromLocationId, toLocationId] = [
    wanted.fromLocationId.toLowerCase(),
    wanted.toLocationId.toLowerCase(),
  ];
  if (fromLocationId === toLocationId) return invalidInput(sameLocation);
  const unknown = [fromLocationId, toLocationId].find((id) => !isId(id));
  if (unknown !== undefined) return { kind: 'location-not-found', locationId: unknown };
  const noVariant = read.lines.find(({ variantId }) => !isId(variantId));
  if (noVariant !== undefined) return { kind: 'not-found', variantId: noVariant.variantId };
  const sending = { fromLocationId, toLocationId, lines: read.lines };
  const { messaging, now } = dependencies;
  const key = { operation: 'stockTransferCreate', key: idempotencyKey, fingerprint: fingerprint(sending) };
  return messaging.transact((tx, send) =>
    once<CreateTransferOutcome, { id: string }>(
      tx,
      { use: { ownerIds: [staffId], ...key }, now: now() },
      {
        change: () => sendPieces(dependencies, { tx, send }, { ...sending, staffId, ...why.value }),
        keep: (outcome) => (outcome.kind === 'sent' ? { id: outcome.transfer.id } : undefined),
        replay: async ({ id }) => {
          const transfer = await findTransfer(tx, id);
          return transfer && { kind: 'sent', transfer };
        },
      },
    ),
  );
}

interface Sending extends Pick<StockTransfer, 'fromLocationId' | 'toLocationId'> {
  readonly lines: readonly SentLine[];
  readonly staffId: string;
  readonly reason: string | null;
}

async function sendPieces(
  { newId, now }: Dependencies,
  held: { readonly tx: Transaction<Tables>; readonly send: Send },
  { staffId, reason, ...sending }: Sending,
): Promise<CreateTransferOutcome> {
  // In the order of their ids, as everybody does who holds two.
  const ids = [sending.fromLocationId, sending.toLocationId].sort();
  const found = [];
  for (const id of ids) found.push(await holdUsedLocation(held.tx, id));
  const refused = found.find((one) => one.kind !== 'held');
  if (refused !== undefined) return refused;
  const from = found.find((one) => one.kind === 'held' && one.location.id === sending.fromLocationId);
  if (from?.kind !== 'held') return { kind: 'location-not-found', locationId: sending.fromLocationId };
  const lines = sending.lines.map(({ variantId, quantity }) => ({ variantId, delta: -quantity }));
  const { location } = from;
  const moved = await moveLocated(held, { kind: 'TRANSFERRED', staffId, reason, location, lines });
  if (moved.kind !== 'moved') return moved;
  const at = now();
  const transfer: StockTransfer = {
    ...{ ...sending, id: newId(), status: 'IN_TRANSIT', createdAt: at, endedAt: null },
    lines: sending.lines.map((line) => ({ ...line, received: 0, lost: 0, returned: 0 })),
  };
  await insertTransfer(held.tx, transfer);
  const { fromLocationId, toLocationId, status } = transfer;
  const after = { fromLocationId, toLocationId, status, lines: [...sending.lines] };
  const action = { staffId, operation: 'stockTransferCreate', target: transfer.id, reason, at };
  await recordStaffAction('products', held, { ...action, before: null, after });
  return { kind: 'sent', transfer };
}
