import type { InvalidInput } from '@cartwright/input';
import { readArrivals, type Arrival } from '../../arrivals/door.ts';

/** Where the pieces of a transfer are: on their way, at their destination, or back where they came from. */
export type StockTransferStatus = 'IN_TRANSIT' | 'RECEIVED' | 'CANCELLED';

/** Pieces of a variant that are to be sent. */
export interface SentLine {
  readonly variantId: string;
  readonly quantity: number;
}

/** Pieces of a variant that were sent, and what became of them; the rest is on its way. */
export interface TransferLine extends SentLine {
  readonly received: number;
  readonly lost: number;
  /** Of a transfer that was called back. */
  readonly returned: number;
}

/** Pieces on their way from one location to another. */
export interface StockTransfer {
  readonly id: string;
  readonly fromLocationId: string;
  readonly toLocationId: string;
  readonly status: StockTransferStatus;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
  readonly lines: readonly TransferLine[];
}

/** How many pieces of a line are on their way. */
export function inTransit({ quantity, received, lost, returned }: Omit<TransferLine, 'variantId'>): number {
  return quantity - received - lost - returned;
}

/** A transfer once some or all of it has arrived, and what did. It ends when nothing is on its way any more. */
export function arrive(
  transfer: StockTransfer,
  given: readonly Arrival[] | null,
  at: Date,
):
  | { readonly kind: 'arrived'; readonly transfer: StockTransfer; readonly arrivals: readonly Arrival[] }
  | InvalidInput {
  const open = new Map(transfer.lines.map((line) => [line.variantId, inTransit(line)]));
  const read = readArrivals(given, { open, missedField: 'quantityLost' });
  if (read.kind === 'invalid-input') return read;
  const arrived = new Map(read.arrivals.map((arrival) => [arrival.variantId, arrival]));
  const lines = transfer.lines.map((line) => {
    const { received = 0, missed = 0 } = arrived.get(line.variantId) ?? {};
    return { ...line, received: line.received + received, lost: line.lost + missed };
  });
  const isOver = lines.every((line) => inTransit(line) === 0);
  const next = isOver ? ({ status: 'RECEIVED', endedAt: at } as const) : {};
  return { kind: 'arrived', transfer: { ...transfer, lines, ...next }, arrivals: read.arrivals };
}

/** A transfer that is called back: what is on its way is where it came from again. */
export function callBack(transfer: StockTransfer, at: Date): StockTransfer {
  const lines = transfer.lines.map((line) => ({ ...line, returned: line.returned + inTransit(line) }));
  return { ...transfer, lines, status: 'CANCELLED', endedAt: at };
}
