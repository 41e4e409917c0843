import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocate } from './allocate.ts';
import {
  commitReservation,
  expireReservation,
  releaseReservation,
  type ReservationStatus,
} from './reservation.ts';
import { sumMovements, type StockLevels, type StockLine, type StockMove } from './stock-movement.ts';

const variants = ['mug', 'pot', 'jug'] as const;
const stock = fc
  .record({ mug: fc.nat(12), pot: fc.nat(12), jug: fc.nat(12) })
  .map((levels) => new Map(Object.entries(levels)));
const lines = fc.array(
  fc.record({ variantId: fc.constantFrom(...variants), quantity: fc.integer({ min: 1, max: 4 }) }),
  { minLength: 1, maxLength: 4 },
);

/** How many pieces of each variant lines are of. */
function piecesOf(some: readonly StockLine[]): Map<string, number> {
  const pieces = new Map<string, number>();
  for (const { variantId, quantity } of some) pieces.set(variantId, (pieces.get(variantId) ?? 0) + quantity);
  return pieces;
}

describe('an allocation of any stock to any requests', () => {
  const requests = fc.array(lines, { maxLength: 12 });

  it('serves each request whole from what those before it left, or names all that is short and takes nothing', () => {
    fc.assert(
      fc.property(stock, requests, (available, wanted) => {
        const left = new Map(available);
        const allocations = allocate(available, wanted);
        expect(allocations).toHaveLength(wanted.length);
        wanted.forEach((request, index) => {
          const pieces = [...piecesOf(request)];
          const short = pieces.filter(([variantId, quantity]) => quantity > (left.get(variantId) ?? 0));
          const asLines = pieces.map(([variantId, quantity]) => ({ variantId, quantity }));
          const shortages = short.map(([variantId, requested]) => ({
            variantId,
            requested,
            available: left.get(variantId) ?? 0,
          }));
          expect(allocations[index]).toEqual(
            short.length === 0 ? { kind: 'allocated', lines: asLines } : { kind: 'refused', shortages },
          );
          if (short.length > 0) return;
          for (const [variantId, quantity] of pieces)
            left.set(variantId, (left.get(variantId) ?? 0) - quantity);
        });
      }),
    );
  });

  it('never gives more than there is, and leaves the stock that it was given as it was', () => {
    fc.assert(
      fc.property(stock, requests, (available, wanted) => {
        const before = new Map(available);
        const given = allocate(available, wanted).flatMap((one) =>
          one.kind === 'allocated' ? one.lines : [],
        );
        for (const [variantId, quantity] of piecesOf(given))
          expect(quantity).toBeLessThanOrEqual(before.get(variantId) ?? 0);
        expect(available).toEqual(before);
      }),
    );
  });
});

/** What happens to reservations: batches of new ones, and commands about one of them. */
type Event =
  | { readonly type: 'reserve'; readonly batch: readonly { orderId: number; lines: readonly StockLine[] }[] }
  | { readonly type: 'commit' | 'release' | 'expire'; readonly orderId: number };

const orderId = fc.nat(9);
const events: fc.Arbitrary<Event[]> = fc.array(
  fc.oneof(
    fc.record({
      type: fc.constant('reserve'),
      batch: fc.uniqueArray(fc.record({ orderId, lines }), {
        selector: (request) => request.orderId,
        minLength: 1,
        maxLength: 4,
      }),
    }),
    fc.record({ type: fc.constantFrom('commit', 'release', 'expire'), orderId }),
  ),
  { maxLength: 60 },
);

/** What the use cases do with the rules, without a database. */
class ModelStore {
  readonly #received: ReadonlyMap<string, number>;
  readonly #levels: Map<string, StockLevels>;
  readonly #orders = new Map<number, { status: ReservationStatus; lines: readonly StockLine[] }>();

  constructor(received: ReadonlyMap<string, number>) {
    this.#received = received;
    this.#levels = new Map(
      [...received].map(([id, available]) => [id, { available, reserved: 0, sold: 0 }] as const),
    );
  }

  happen(event: Event): void {
    if (event.type === 'reserve') {
      this.#reserve(event.batch.filter((request) => !this.#orders.has(request.orderId)));
      return;
    }
    const order = this.#orders.get(event.orderId);
    const decision = decide(event.type, order?.status);
    if (decision === null) return;
    const held = order?.lines ?? [];
    this.#orders.set(event.orderId, { status: decision.status, lines: held });
    if (decision.move !== null) this.#move(decision.move, held);
  }

  /** Every piece is somewhere, and what is reserved or sold is so for some order. */
  check(): void {
    const heldBy = (status: ReservationStatus): Map<string, number> =>
      piecesOf([...this.#orders.values()].flatMap((order) => (order.status === status ? order.lines : [])));
    const [reservedFor, soldTo] = [heldBy('reserved'), heldBy('committed')];
    for (const [variantId, { available, reserved, sold }] of this.#levels) {
      expect(available).toBeGreaterThanOrEqual(0);
      expect(available + reserved + sold).toBe(this.#received.get(variantId));
      expect(reserved).toBe(reservedFor.get(variantId) ?? 0);
      expect(sold).toBe(soldTo.get(variantId) ?? 0);
    }
  }

  #reserve(fresh: readonly { orderId: number; lines: readonly StockLine[] }[]): void {
    const available = new Map([...this.#levels].map(([id, levels]) => [id, levels.available]));
    const allocations = allocate(
      available,
      fresh.map((request) => request.lines),
    );
    fresh.forEach((request, index) => {
      const allocation = allocations[index];
      const isAllocated = allocation?.kind === 'allocated';
      const held = isAllocated ? allocation.lines : [];
      this.#orders.set(request.orderId, { status: isAllocated ? 'reserved' : 'refused', lines: held });
      this.#move('reserve', held);
    });
  }

  #move(move: StockMove, moved: readonly StockLine[]): void {
    for (const { variantId, ...delta } of sumMovements([{ move, lines: moved }])) {
      const levels = this.#levels.get(variantId);
      if (levels === undefined) throw new Error(`moved the unknown variant ${variantId}`);
      this.#levels.set(variantId, {
        available: levels.available + delta.available,
        reserved: levels.reserved + delta.reserved,
        sold: levels.sold + delta.sold,
      });
    }
  }
}

function decide(
  type: 'commit' | 'release' | 'expire',
  status: ReservationStatus | undefined,
): { status: ReservationStatus; move: StockMove | null } | null {
  if (type === 'release') return releaseReservation(status);
  if (type === 'expire') return status === undefined ? null : expireReservation(status);
  const decision = commitReservation(status);
  return decision.kind === 'committed' ? decision : null;
}

describe('any sequence of commands', () => {
  it('keeps every piece accounted for', () => {
    fc.assert(
      fc.property(stock, events, (received, happened) => {
        const store = new ModelStore(received);
        for (const event of happened) {
          store.happen(event);
          store.check();
        }
      }),
      { numRuns: 300 },
    );
  });
});
