import { describe, expect, it } from 'vitest';
import { allocate } from './allocate.ts';
import {
  commitReservation,
  expireReservation,
  releaseReservation,
  reservationStatuses,
  type ReservationStatus,
} from './reservation.ts';
import { sumMovements, type StockLevels, type StockLine, type StockMove } from './stock-movement.ts';

describe('commitReservation', () => {
  it('sells what is reserved', () => {
    expect(commitReservation('reserved')).toEqual({ kind: 'committed', status: 'committed', move: 'commit' });
  });

  it('moves nothing when it is sold already', () => {
    expect(commitReservation('committed')).toMatchObject({ kind: 'committed', move: null });
  });

  it.each([
    ['expired', 'expired'],
    ['released', 'released'],
    ['refused', 'unknown'],
    [undefined, 'unknown'],
  ] as const)('refuses one that is %s as %s', (status, reason) => {
    expect(commitReservation(status)).toEqual({ kind: 'refused', reason });
  });
});

describe('releaseReservation', () => {
  it('returns what is reserved, and what is sold', () => {
    expect(releaseReservation('reserved').move).toBe('returnReserved');
    expect(releaseReservation('committed').move).toBe('returnSold');
  });

  it('returns nothing twice', () => {
    for (const status of ['released', 'expired', 'refused', undefined] as const) {
      expect(releaseReservation(status)).toEqual({ status: 'released', move: null });
    }
  });

  it('ends every later commit', () => {
    for (const status of reservationStatuses) {
      expect(commitReservation(releaseReservation(status).status).kind).toBe('refused');
    }
  });
});

it('expires only what is still reserved', () => {
  const changed = reservationStatuses.filter((status) => expireReservation(status) !== null);
  expect(changed).toEqual(['reserved']);
});

describe('any sequence of commands', () => {
  it.each(Array.from({ length: 50 }, (_, seed) => seed))(
    'keeps every piece accounted for (seed %i)',
    (seed) => {
      const random = mulberry32(seed);
      const store = new ModelStore(random);
      for (let step = 0; step < 400; step += 1) {
        store.act();
        store.check();
      }
    },
  );
});

/** What the use cases do with the rules, without a database. */
class ModelStore {
  readonly #random: () => number;
  readonly #received = new Map<string, number>();
  readonly #stock = new Map<string, StockLevels>();
  readonly #orders = new Map<string, { status: ReservationStatus; lines: readonly StockLine[] }>();

  constructor(random: () => number) {
    this.#random = random;
    for (const variantId of ['a', 'b', 'c']) {
      const available = this.#integer(12);
      this.#received.set(variantId, available);
      this.#stock.set(variantId, { available, reserved: 0, sold: 0 });
    }
  }

  act(): void {
    const actions = [
      () => this.#reserveBatch(),
      () => this.#commit(),
      () => this.#release(),
      () => this.#expire(),
    ];
    actions[this.#integer(actions.length)]?.();
  }

  check(): void {
    const held = { reserved: new Map<string, number>(), sold: new Map<string, number>() };
    for (const { status, lines } of this.#orders.values()) {
      const holder = status === 'reserved' ? held.reserved : status === 'committed' ? held.sold : null;
      for (const { variantId, quantity } of lines) {
        holder?.set(variantId, (holder.get(variantId) ?? 0) + quantity);
      }
    }
    for (const [variantId, { available, reserved, sold }] of this.#stock) {
      expect(available).toBeGreaterThanOrEqual(0);
      expect(available + reserved + sold).toBe(this.#received.get(variantId));
      expect(reserved).toBe(held.reserved.get(variantId) ?? 0);
      expect(sold).toBe(held.sold.get(variantId) ?? 0);
    }
  }

  #reserveBatch(): void {
    const batch = Array.from({ length: 1 + this.#integer(4) }, () => ({
      orderId: this.#orderId(),
      lines: this.#lines(),
    }));
    const fresh = batch.filter(
      ({ orderId }, index) =>
        !this.#orders.has(orderId) && batch.findIndex((other) => other.orderId === orderId) === index,
    );
    const available = new Map([...this.#stock].map(([id, levels]) => [id, levels.available]));
    const allocations = allocate(
      available,
      fresh.map(({ lines }) => lines),
    );
    fresh.forEach(({ orderId }, index) => {
      const allocation = allocations[index];
      const lines = allocation?.kind === 'allocated' ? allocation.lines : [];
      this.#orders.set(orderId, { status: allocation?.kind === 'allocated' ? 'reserved' : 'refused', lines });
      this.#move('reserve', lines);
    });
  }

  #commit(): void {
    const orderId = this.#orderId();
    const order = this.#orders.get(orderId);
    const decision = commitReservation(order?.status);
    if (decision.kind === 'committed') this.#settle(orderId, decision.status, decision.move);
  }

  #release(): void {
    const orderId = this.#orderId();
    const { status, move } = releaseReservation(this.#orders.get(orderId)?.status);
    this.#settle(orderId, status, move);
  }

  #expire(): void {
    const orderId = this.#orderId();
    const order = this.#orders.get(orderId);
    const transition = order === undefined ? null : expireReservation(order.status);
    if (transition !== null) this.#settle(orderId, transition.status, transition.move);
  }

  #settle(orderId: string, status: ReservationStatus, move: StockMove | null): void {
    const lines = this.#orders.get(orderId)?.lines ?? [];
    this.#orders.set(orderId, { status, lines });
    if (move !== null) this.#move(move, lines);
  }

  #move(move: StockMove, lines: readonly StockLine[]): void {
    for (const delta of sumMovements([{ move, lines }])) {
      const levels = this.#stock.get(delta.variantId);
      if (levels === undefined) throw new Error(`moved the unknown variant ${delta.variantId}`);
      this.#stock.set(delta.variantId, {
        available: levels.available + delta.available,
        reserved: levels.reserved + delta.reserved,
        sold: levels.sold + delta.sold,
      });
    }
  }

  #orderId(): string {
    return `order-${this.#integer(40)}`;
  }

  #lines(): StockLine[] {
    const variants = ['a', 'b', 'c', 'a'];
    return Array.from({ length: 1 + this.#integer(3) }, () => ({
      variantId: variants[this.#integer(variants.length)] ?? 'a',
      quantity: 1 + this.#integer(3),
    }));
  }

  #integer(below: number): number {
    return Math.floor(this.#random() * below);
  }
}

function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
