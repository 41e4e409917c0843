import { readReason } from '@cartwright/audit';
import { isId } from '@cartwright/graph';
import { fingerprint, once, type KeyReused } from '@cartwright/idempotency';
import type { InvalidInput } from '@cartwright/input';
import type { Arrival } from '../../arrivals/door.ts';
import { holdUsedLocation, moveLocated, type MoveRefusal } from '../../stock/door.ts';
import { findShipment, saveShipment } from '../repository.ts';
import { receive, type InboundShipment } from '../rules/inbound-shipment.ts';
import {
  holdOpenShipment,
  recordShipment,
  type Dependencies,
  type Held,
  type ShipmentRefusal,
} from './change-shipment.ts';

/** What has come of a shipment; all that has not come yet where no lines are given. */
export interface ReceiveShipment {
  readonly staffId: string;
  readonly idempotencyKey: string;
  readonly id: string;
  readonly arrivals: readonly Arrival[] | null;
  readonly reason?: string | null | undefined;
}

/** What came of it. */
export type ReceiveShipmentOutcome =
  | { readonly kind: 'received'; readonly shipment: InboundShipment }
  | ShipmentRefusal
  | MoveRefusal
  | InvalidInput
  | KeyReused;

/**
 * Has what has come of a shipment be at its location, once per idempotency key, with its entries in the ledger and in the audit trail. What
 * was rejected is not expected any more, and nowhere.
 * @throws CONFLICT while the same request is under way
 */
export async function receiveShipment(
  dependencies: Dependencies,
  { idempotencyKey, reason, ...wanted }: ReceiveShipment,
): Promise<ReceiveShipmentOutcome> {
  const why = readReason(reason);
  if (why.kind === 'invalid-input') return why;
  if (!isId(wanted.id)) return { kind: 'shipment-not-found' };
  const { messaging, now } = dependencies;
  const { staffId, ...what } = wanted;
  const key = { operation: 'inboundShipmentReceive', key: idempotencyKey, fingerprint: fingerprint(what) };
  return messaging.transact((tx, send) =>
    once<ReceiveShipmentOutcome, { id: string }>(
      tx,
      { use: { ownerIds: [staffId], ...key }, now: now() },
      {
        change: () => bringIn(dependencies, { tx, send }, { ...wanted, ...why.value }),
        keep: (outcome) => (outcome.kind === 'received' ? { id: outcome.shipment.id } : undefined),
        replay: async ({ id }) => {
          const shipment = await findShipment(tx, id);
          return shipment && { kind: 'received', shipment };
        },
      },
    ),
  );
}

async function bringIn(
  { now }: Pick<Dependencies, 'now'>,
  { tx, send }: Held,
  {
    staffId,
    id,
    arrivals: given,
    reason,
  }: Omit<ReceiveShipment, 'idempotencyKey'> & { reason: string | null },
): Promise<ReceiveShipmentOutcome> {
  const held = await holdOpenShipment(tx, id);
  if (held.kind !== 'held') return held;
  const before = held.shipment;
  const read = receive(before, given, now());
  if (read.kind === 'invalid-input') return read;
  const { shipment, arrivals } = read;
  const found = await holdUsedLocation(tx, shipment.locationId);
  if (found.kind !== 'held')
    throw new Error(`Location ${shipment.locationId} is awaiting pieces and not in use`);
  const lines = arrivals.flatMap(({ variantId, received }) =>
    received === 0 ? [] : [{ variantId, delta: received }],
  );
  if (lines.length > 0) {
    const movement = { kind: 'RECEIVED', staffId, reason, inboundShipmentId: shipment.id } as const;
    const moved = await moveLocated({ tx, send }, { ...movement, location: found.location, lines });
    if (moved.kind !== 'moved') return moved;
  }
  await saveShipment(tx, shipment);
  const action = { staffId, operation: 'inboundShipmentReceive', reason, before, after: shipment };
  await recordShipment({ now }, { tx, send }, action);
  return { kind: 'received', shipment };
}
