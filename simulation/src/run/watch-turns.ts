import type { Violation } from '@cartwright/invariants';
import type { InboundShipment, Reservation, StockTransfer } from '@cartwright/products';
import { missingOf, waitingLines } from '../services/products/memory-backorders.ts';
import type { MemoryStock } from '../services/products/memory-stock.ts';

/** What an order has bought of a variant, and how much of it is not there yet. */
interface Place {
  readonly quantity: number;
  left: number;
}

/** A variant's pieces that are nobody's, and everybody who has bought some, as they came. */
interface Queue {
  free: number;
  readonly places: Map<string, Place>;
}

/**
 * Hands out pieces one by one to whoever came first, as somebody behind a counter would. It sees who comes and goes, and what comes in, and
 * nothing of how many may be bought: products do not hand out anything, and must still have the same orders wait.
 */
export class Turns {
  readonly #stock: MemoryStock;
  readonly #queues = new Map<string, Queue>();

  /** To be made before the shop opens. */
  constructor(stock: MemoryStock) {
    this.#stock = stock;
    for (const { variantId, received } of stock.stock.committed.values())
      this.#queues.set(variantId, { free: received, places: new Map() });
    stock.reservations.onCommit((_id, row, before) => {
      if (row === undefined) return;
      if (isHeld(row) && !isHeld(before)) this.#come(row);
      if (!isHeld(row) && isHeld(before)) this.#leave(row);
    });
    stock.shipments.onCommit((_id, row, before) => this.#bring(cameOf(row), cameOf(before)));
    stock.transfers.onCommit((_id, row, before) => this.#bring(backOf(row), backOf(before)));
  }

  /** Variants that others wait for than those whose turn it is not yet. */
  violations(): Violation[] {
    return [...this.#queues].flatMap(([variantId, { places }]) => {
      const level = this.#stock.stock.committed.get(variantId);
      if (level === undefined || level.isBundle === true) return [];
      const lines = this.#stock.backorders.committed.get(variantId) ?? [];
      const waiting = waitingLines(lines, missingOf(level));
      const due = [...places].filter(([, { left }]) => left > 0);
      const [is, should] = [
        waiting.map(({ orderId, quantity }) => `${quantity} for ${orderId}`).join(', '),
        due.map(([orderId, { left }]) => `${left} for ${orderId}`).join(', '),
      ];
      if (is === should) return [];
      const message = `of variant ${variantId} orders wait for ${is || 'nothing'}, and in their turn for ${should || 'nothing'}`;
      return [{ invariant: 'stock-adds-up' as const, message }];
    });
  }

  #come({ orderId, lines }: Reservation): void {
    for (const { variantId, quantity } of lines) {
      const queue = this.#queues.get(variantId);
      queue?.places.set(orderId, { quantity, left: quantity });
      if (queue !== undefined) serve(queue);
    }
  }

  #leave({ orderId, lines }: Reservation): void {
    for (const { variantId } of lines) {
      const queue = this.#queues.get(variantId);
      const place = queue?.places.get(orderId);
      if (queue === undefined || place === undefined) continue;
      queue.places.delete(orderId);
      queue.free += place.quantity - place.left;
      serve(queue);
    }
  }

  #bring(now: ReadonlyMap<string, number>, before: ReadonlyMap<string, number>): void {
    for (const [variantId, pieces] of now) {
      const queue = this.#queues.get(variantId);
      if (queue === undefined) continue;
      queue.free += pieces - (before.get(variantId) ?? 0);
      serve(queue);
    }
  }
}

function serve(queue: Queue): void {
  if (queue.free <= 0) return;
  for (const place of queue.places.values()) {
    const given = Math.min(queue.free, place.left);
    place.left -= given;
    queue.free -= given;
    if (queue.free === 0) return;
  }
}

function isHeld(reservation: Reservation | undefined): boolean {
  return reservation?.status === 'reserved' || reservation?.status === 'committed';
}

function cameOf(shipment: InboundShipment | undefined): Map<string, number> {
  return new Map(shipment?.lines.map(({ variantId, received }) => [variantId, received]));
}

/** What a transfer has brought, less what it took. */
function backOf(transfer: StockTransfer | undefined): Map<string, number> {
  return new Map(
    transfer?.lines.map(({ variantId, quantity, received, returned }) => [
      variantId,
      received + returned - quantity,
    ]),
  );
}
