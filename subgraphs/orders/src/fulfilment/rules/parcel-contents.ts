import { invalidField, invalidInput, type InvalidInput } from '@cartwright/input';
import type { Fulfillment, OrderWithLines } from '../../order/door.ts';
import { shippedQuantities, type Parcel, type ParcelLine } from './parcel.ts';

/** A line of which more was to be sent than is still to be sent. */
export interface ExcessLine extends ParcelLine {
  readonly quantityToShip: number;
}

/** What is in a parcel that is to be sent, or why it cannot be. */
export type ParcelContents =
  | { readonly kind: 'contents'; readonly lines: readonly ParcelLine[] }
  | { readonly kind: 'not-fulfillable' }
  | { readonly kind: 'excess'; readonly lines: readonly ExcessLine[] }
  | InvalidInput;

type Sold = Pick<OrderWithLines, 'step' | 'fulfillment' | 'lines'>;

/** Orders that were sent before parcels were on record have none, and are not sent again. */
const toBeSent: ReadonlySet<Fulfillment> = new Set(['UNFULFILLED', 'PARTIALLY_SHIPPED']);

/** What is in the next parcel of an order: what is wanted, or for null all that is still to be sent. */
export function parcelContents(
  { step, fulfillment, lines }: Sold,
  parcels: readonly Pick<Parcel, 'lines'>[],
  wanted: readonly ParcelLine[] | null,
): ParcelContents {
  const shipped = shippedQuantities(parcels);
  const open = new Map(lines.map(({ id, quantity }) => [id, quantity - (shipped.get(id) ?? 0)]));
  const rest = [...open].flatMap(([lineId, quantity]) => (quantity > 0 ? [{ lineId, quantity }] : []));
  if (step !== 'confirmed' || !toBeSent.has(fulfillment) || rest.length === 0)
    return { kind: 'not-fulfillable' };
  return wanted === null ? { kind: 'contents', lines: rest } : wantedContents(wanted, open);
}

function wantedContents(wanted: readonly ParcelLine[], open: ReadonlyMap<string, number>): ParcelContents {
  const unknown = wanted.flatMap(({ lineId }, index) => {
    const path = ['lines', String(index), 'lineId'];
    return open.has(lineId) ? [] : [invalidField(path, 'INVALID_VALUE', 'The order has no such line.')];
  });
  if (unknown.length > 0) return invalidInput(...unknown);
  const excess = wanted.flatMap((line) => {
    const quantityToShip = open.get(line.lineId) ?? 0;
    return line.quantity > quantityToShip ? [{ ...line, quantityToShip }] : [];
  });
  return excess.length > 0 ? { kind: 'excess', lines: excess } : { kind: 'contents', lines: wanted };
}
