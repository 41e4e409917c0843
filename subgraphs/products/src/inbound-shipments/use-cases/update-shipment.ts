import { isDeepStrictEqual } from 'node:util';
import { readReason } from '@cartwright/audit';
import { isId } from '@cartwright/graph';
import type { InvalidInput } from '@cartwright/input';
import { saveShipment } from '../repository.ts';
import { cancel, change, type InboundShipment } from '../rules/inbound-shipment.ts';
import { readShipment, type ShipmentInput } from '../rules/shipment-input.ts';
import {
  findRefused,
  holdOpenShipment,
  recordShipment,
  type Dependencies,
  type LineRefusal,
  type ShipmentRefusal,
} from './change-shipment.ts';

/** What is to be different about a shipment; what is left out stays. */
export interface UpdateShipment extends Partial<Omit<ShipmentInput, 'lines'>> {
  readonly staffId: string;
  readonly id: string;
  readonly version: number;
  readonly lines?: ShipmentInput['lines'] | null | undefined;
  readonly reason?: string | null | undefined;
}

/** A shipment of which nothing more is expected. */
export interface CancelShipment {
  readonly staffId: string;
  readonly id: string;
  readonly reason?: string | null | undefined;
}

/** What came of cancelling. */
export type CancelShipmentOutcome =
  { readonly kind: 'changed'; readonly shipment: InboundShipment } | ShipmentRefusal | InvalidInput;

/** What came of a change. */
export type UpdateShipmentOutcome =
  | CancelShipmentOutcome
  | { readonly kind: 'changed-meanwhile'; readonly shipment: InboundShipment }
  | LineRefusal;

/** Changes what is expected, with its entry in the audit trail; where it is so already, nothing changes. */
export async function updateShipment(
  dependencies: Dependencies,
  { staffId, id, version, reason, ...input }: UpdateShipment,
): Promise<UpdateShipmentOutcome> {
  const why = readReason(reason);
  if (why.kind === 'invalid-input') return why;
  if (!isId(id)) return { kind: 'shipment-not-found' };
  const { messaging, now } = dependencies;
  return messaging.transact<UpdateShipmentOutcome>(async (tx, send) => {
    const held = await holdOpenShipment(tx, id);
    if (held.kind !== 'held') return held;
    const before = held.shipment;
    if (before.version !== version) return { kind: 'changed-meanwhile', shipment: before };
    const read = readShipment({
      reference: input.reference ?? before.reference,
      expectedAt: input.expectedAt === undefined ? before.expectedAt : input.expectedAt,
      lines: input.lines ?? before.lines.map(({ variantId, quantity }) => ({ variantId, quantity })),
    });
    if (read.kind === 'invalid-input') return read;
    const noVariant = read.value.lines.find(({ variantId }) => !isId(variantId));
    if (noVariant !== undefined) return { kind: 'not-found', variantId: noVariant.variantId };
    const refused = await findRefused(tx, read.value.lines);
    if (refused !== undefined) return refused;
    const changed = change(before, read.value, now());
    if (changed.kind === 'invalid-input') return changed;
    const { shipment } = changed;
    if (isDeepStrictEqual({ ...shipment, version }, before)) return { kind: 'changed', shipment: before };
    await saveShipment(tx, shipment);
    const action = { staffId, operation: 'inboundShipmentUpdate', ...why.value, before, after: shipment };
    await recordShipment(dependencies, { tx, send }, action);
    return { kind: 'changed', shipment };
  });
}

/** Expects nothing more of a shipment, with its entry in the audit trail; what has come stays. Cancelled already counts as cancelled. */
export async function cancelShipment(
  dependencies: Dependencies,
  { staffId, id, reason }: CancelShipment,
): Promise<CancelShipmentOutcome> {
  const why = readReason(reason);
  if (why.kind === 'invalid-input') return why;
  if (!isId(id)) return { kind: 'shipment-not-found' };
  const { messaging, now } = dependencies;
  return messaging.transact<CancelShipmentOutcome>(async (tx, send) => {
    const held = await holdOpenShipment(tx, id);
    if (held.kind === 'shipment-ended' && held.shipment.status === 'CANCELLED')
      return { kind: 'changed', shipment: held.shipment };
    if (held.kind !== 'held') return held;
    const shipment = cancel(held.shipment, now());
    await saveShipment(tx, shipment);
    const action = { staffId, operation: 'inboundShipmentCancel', ...why.value };
    await recordShipment(dependencies, { tx, send }, { ...action, before: held.shipment, after: shipment });
    return { kind: 'changed', shipment };
  });
}
