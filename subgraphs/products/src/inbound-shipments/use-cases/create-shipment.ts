import { readReason } from '@cartwright/audit';
import { isId } from '@cartwright/graph';
import { fingerprint, once, type KeyReused } from '@cartwright/idempotency';
import type { InvalidInput } from '@cartwright/input';
import { holdUsedLocation, type LocationRefusal } from '../../stock/door.ts';
import { findShipment, insertShipment } from '../repository.ts';
import type { InboundShipment, ShipmentChange } from '../rules/inbound-shipment.ts';
import { readShipment, type ShipmentInput } from '../rules/shipment-input.ts';
import {
  findRefused,
  recordShipment,
  type Dependencies,
  type Held,
  type LineRefusal,
} from './change-shipment.ts';

/** What a supplier is to bring. */
export interface CreateShipment extends ShipmentInput {
  readonly staffId: string;
  readonly idempotencyKey: string;
  /** Where to; the default location unless it is given. */
  readonly locationId?: string | null | undefined;
  readonly reason?: string | null | undefined;
}

/** What came of it. */
export type CreateShipmentOutcome =
  | { readonly kind: 'expected'; readonly shipment: InboundShipment }
  | LocationRefusal
  | LineRefusal
  | InvalidInput
  | KeyReused;

/**
 * Expects a shipment, once per idempotency key, with its entry in the audit trail.
 * @throws CONFLICT while the same request is under way
 */
export async function createShipment(
  dependencies: Dependencies,
  { staffId, idempotencyKey, reason, locationId: wantedAt, ...input }: CreateShipment,
): Promise<CreateShipmentOutcome> {
  const why = readReason(reason);
  if (why.kind === 'invalid-input') return why;
  const read = readShipment(input);
  if (read.kind === 'invalid-input') return read;
  const locationId = wantedAt?.toLowerCase() ?? null;
  if (locationId !== null && !isId(locationId)) return { kind: 'location-not-found', locationId };
  const noVariant = read.value.lines.find(({ variantId }) => !isId(variantId));
  if (noVariant !== undefined) return { kind: 'not-found', variantId: noVariant.variantId };
  const wanted = { locationId, ...read.value };
  const key = { operation: 'inboundShipmentCreate', key: idempotencyKey, fingerprint: fingerprint(wanted) };
  const { messaging, now } = dependencies;
  return messaging.transact((tx, send) =>
    once<CreateShipmentOutcome, { id: string }>(
      tx,
      { use: { ownerIds: [staffId], ...key }, now: now() },
      {
        change: () => expect(dependencies, { tx, send }, { ...wanted, staffId, ...why.value }),
        keep: (outcome) => (outcome.kind === 'expected' ? { id: outcome.shipment.id } : undefined),
        replay: async ({ id }) => {
          const shipment = await findShipment(tx, id);
          return shipment && { kind: 'expected', shipment };
        },
      },
    ),
  );
}

interface Expected extends ShipmentChange {
  readonly locationId: string | null;
  readonly staffId: string;
  readonly reason: string | null;
}

async function expect(
  { newId, now }: Dependencies,
  held: Held,
  { locationId, staffId, reason, ...wanted }: Expected,
): Promise<CreateShipmentOutcome> {
  const found = await holdUsedLocation(held.tx, locationId);
  if (found.kind !== 'held') return found;
  const refused = await findRefused(held.tx, wanted.lines);
  if (refused !== undefined) return refused;
  const shipment: InboundShipment = {
    ...{ ...wanted, id: newId(), locationId: found.location.id, status: 'EXPECTED', version: 1 },
    ...{ createdAt: now(), endedAt: null },
    lines: wanted.lines.map((line) => ({ ...line, received: 0, rejected: 0 })),
  };
  await insertShipment(held.tx, shipment);
  const action = { staffId, operation: 'inboundShipmentCreate', reason, before: null, after: shipment };
  await recordShipment({ now }, held, action);
  return { kind: 'expected', shipment };
}
