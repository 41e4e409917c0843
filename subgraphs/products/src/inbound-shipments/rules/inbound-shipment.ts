import { invalidField, invalidInput, type InvalidInput } from '@cartwright/input';
import { readArrivals, type Arrival } from '../../arrivals/door.ts';

/** How far a shipment is: nothing, some or all of it has come, or what had not come is not expected any more. */
export type InboundShipmentStatus = 'EXPECTED' | 'PARTIALLY_RECEIVED' | 'RECEIVED' | 'CANCELLED';

/** Pieces of a variant that a supplier is to bring. */
export interface ShipmentLine {
  readonly variantId: string;
  readonly quantity: number;
  readonly received: number;
  readonly rejected: number;
}

/** What a supplier is to bring to a location. */
export interface InboundShipment {
  readonly id: string;
  readonly locationId: string;
  /** As the supplier names it; may be empty. */
  readonly reference: string;
  /** Null where nobody knows. */
  readonly expectedAt: Date | null;
  readonly status: InboundShipmentStatus;
  readonly version: number;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
  readonly lines: readonly ShipmentLine[];
}

/** How many pieces of a line have not come yet. */
export function openOf({ quantity, received, rejected }: Omit<ShipmentLine, 'variantId'>): number {
  return quantity - received - rejected;
}

/** Whether a shipment is over. */
export function isOver({ status }: Pick<InboundShipment, 'status'>): boolean {
  return status === 'RECEIVED' || status === 'CANCELLED';
}

/** Whether a shipment should have come. */
export function isLate(shipment: InboundShipment, at: Date): boolean {
  return !isOver(shipment) && shipment.expectedAt !== null && shipment.expectedAt <= at;
}

/** A shipment once some or all of it has come, and what came in. */
export interface Received {
  readonly kind: 'received';
  readonly shipment: InboundShipment;
  readonly arrivals: readonly Arrival[];
}

/** Takes what has come off what is expected: never more than that. A shipment that is still under way. */
export function receive(
  shipment: InboundShipment,
  given: readonly Arrival[] | null,
  at: Date,
): Received | InvalidInput {
  const open = new Map(shipment.lines.map((line) => [line.variantId, openOf(line)]));
  const read = readArrivals(given, { open, missedField: 'quantityRejected' });
  if (read.kind === 'invalid-input') return read;
  const arrived = new Map(read.arrivals.map((arrival) => [arrival.variantId, arrival]));
  const lines = shipment.lines.map((line) => {
    const { received = 0, missed = 0 } = arrived.get(line.variantId) ?? {};
    return { ...line, received: line.received + received, rejected: line.rejected + missed };
  });
  return { kind: 'received', shipment: advance({ ...shipment, lines }, at), arrivals: read.arrivals };
}

/** A shipment of which nothing more is expected. */
export function cancel(shipment: InboundShipment, at: Date): InboundShipment {
  return { ...shipment, status: 'CANCELLED', endedAt: at, version: shipment.version + 1 };
}

/** What is to be different about a shipment; what is left out stays. */
export interface ShipmentChange {
  readonly reference: string;
  readonly expectedAt: Date | null;
  /** All lines as they are to be. */
  readonly lines: readonly Pick<ShipmentLine, 'variantId' | 'quantity'>[];
}

/** A shipment as it is to be. What has come stays: no line may have fewer pieces, or be left out. */
export function change(
  before: InboundShipment,
  { lines: wanted, ...facts }: ShipmentChange,
  at: Date,
): { readonly kind: 'valid'; readonly shipment: InboundShipment } | InvalidInput {
  const come = new Map(before.lines.map((line) => [line.variantId, line]));
  const lines = wanted.map((line) => ({ received: 0, rejected: 0, ...come.get(line.variantId), ...line }));
  const tooFew = lines.findIndex((line) => openOf(line) < 0);
  if (tooFew >= 0) return comeAlready(['lines', String(tooFew), 'quantity']);
  const kept = new Set(lines.map(({ variantId }) => variantId));
  const isLost = before.lines.some((line) => !kept.has(line.variantId) && openOf(line) < line.quantity);
  if (isLost) return comeAlready(['lines']);
  return { kind: 'valid', shipment: advance({ ...before, ...facts, lines }, at) };
}

function comeAlready(path: readonly string[]): InvalidInput {
  return invalidInput(invalidField(path, 'OUT_OF_RANGE', 'More of it has come already.'));
}

function advance(shipment: InboundShipment, at: Date): InboundShipment {
  const version = shipment.version + 1;
  const hasCome = shipment.lines.some(({ received, rejected }) => received + rejected > 0);
  if (hasCome && shipment.lines.every((line) => openOf(line) === 0))
    return { ...shipment, status: 'RECEIVED', endedAt: at, version };
  return { ...shipment, status: hasCome ? 'PARTIALLY_RECEIVED' : 'EXPECTED', version };
}
