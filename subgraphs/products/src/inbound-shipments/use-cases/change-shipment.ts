import { recordStaffAction, type AuditedState } from '@cartwright/audit';
import type { Transaction } from '@cartwright/database';
import type { Send } from '@cartwright/messaging';
import type { Parts } from '../../parts.ts';
import { lockStock } from '../../stock/door.ts';
import type { Tables } from '../../tables.ts';
import { lockShipment } from '../repository.ts';
import { isOver, type InboundShipment, type ShipmentLine } from '../rules/inbound-shipment.ts';

/** What makes, changes and ends shipments. */
export type Dependencies = Pick<Parts, 'messaging' | 'newId' | 'now'>;

/** The transaction of a change. */
export interface Held {
  readonly tx: Transaction<Tables>;
  readonly send: Send;
}

/** A shipment that cannot be changed any more, or is not there. */
export type ShipmentRefusal =
  | { readonly kind: 'shipment-not-found' }
  | { readonly kind: 'shipment-ended'; readonly shipment: InboundShipment };

/** What cannot be expected. */
export type LineRefusal =
  | { readonly kind: 'not-found'; readonly variantId: string }
  | { readonly kind: 'bundle'; readonly variantId: string };

/** A change, for the trail of what staff did. */
export interface ShipmentAction {
  readonly staffId: string;
  readonly operation: string;
  readonly reason: string | null;
  readonly before: InboundShipment | null;
  readonly after: InboundShipment;
}

/** A shipment that is under way, which nobody else changes until the transaction ends. */
export async function holdOpenShipment(
  tx: Transaction<Tables>,
  id: string,
): Promise<{ readonly kind: 'held'; readonly shipment: InboundShipment } | ShipmentRefusal> {
  const shipment = await lockShipment(tx, id);
  if (shipment === undefined) return { kind: 'shipment-not-found' };
  return isOver(shipment) ? { kind: 'shipment-ended', shipment } : { kind: 'held', shipment };
}

/** The first of some lines that no supplier can bring, if there is one; the others stay what they are until the transaction ends. */
export async function findRefused(
  tx: Transaction<Tables>,
  lines: readonly Pick<ShipmentLine, 'variantId'>[],
): Promise<LineRefusal | undefined> {
  const held = await lockStock(
    tx,
    lines.map(({ variantId }) => variantId),
  );
  const unknown = lines.find(({ variantId }) => !held.has(variantId));
  if (unknown !== undefined) return { kind: 'not-found', variantId: unknown.variantId };
  const bundle = lines.find(({ variantId }) => held.get(variantId)?.isBundle);
  return bundle && { kind: 'bundle', variantId: bundle.variantId };
}

/** Adds a change to the audit trail: last in its transaction. */
export async function recordShipment(
  { now }: Pick<Dependencies, 'now'>,
  held: Held,
  { before, after, ...action }: ShipmentAction,
): Promise<void> {
  const states = { before: before && stateOf(before), after: stateOf(after) };
  await recordStaffAction('products', held, { ...action, ...states, target: after.id, at: now() });
}

function stateOf({
  locationId,
  reference,
  expectedAt,
  status,
  version,
  lines,
}: InboundShipment): AuditedState {
  return {
    ...{ locationId, reference, status, version },
    expectedAt: expectedAt?.toISOString() ?? null,
    lines: [...lines],
  };
}
