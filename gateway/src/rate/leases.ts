import { LRUCache } from 'lru-cache';
import { drawFrom, type Draw } from './buckets.ts';

/** Of what a bucket holds, so much may be drawn before those who share the bucket are told. */
const leasedShare = 0.1;
/** From a bucket that is less full than this, nothing is leased. */
const leastFill = 0.5;
/** Nor from one that fills more slowly than this: of sign-ins and of new guests each one counts. */
const leastPerSecond = 20;
const maxLeases = 20_000;

interface Lease {
  /** When the bucket is full again, as those who share it know it. */
  fullAtMs: number;
  perSecond: number;
  /** Points that were drawn and not yet told. */
  owed: number;
  /** Points that were told or asked for, of which nothing has been heard yet. */
  unanswered: number;
}

/** Points that were drawn from a bucket, or are asked for. */
export type Debt = Pick<Draw, 'key' | 'points' | 'perSecond'>;

/** Takes when each bucket is full again, as those who share it know it now; nothing where they did not say. */
export type Answered = (fullAtMs?: readonly number[]) => void;

/**
 * What is known of buckets that others draw from, too. While one is at least half full, a tenth of it is drawn without asking:
 * all that share it may together exceed it by a tenth each, once, and what they drew is taken from it when it is told.
 */
export class Leases {
  readonly #known = new LRUCache<string, Lease>({ max: maxLeases });
  #owing = new Map<string, Lease>();

  /** Draws from all of the buckets without asking, if that may be. */
  tryDraw(draws: readonly Draw[], nowMs: number): boolean {
    const leases: Lease[] = [];
    for (const draw of draws) {
      const lease = this.#known.get(draw.key);
      if (lease === undefined || !isLeased(lease, draw, nowMs)) return false;
      leases.push(lease);
    }
    for (const [index, lease] of leases.entries()) this.#owe(lease, draws[index]);
    return true;
  }

  /** Notes that points are asked for: until it is known what came of it, they count as drawn. */
  ask(draws: readonly Debt[]): Answered {
    for (const { key, points } of draws) {
      const lease = this.#known.get(key);
      if (lease !== undefined) lease.unanswered += points;
    }
    return (fullAtMs) => {
      for (const [index, draw] of draws.entries()) this.#answered(draw, fullAtMs?.[index]);
    };
  }

  /** What is owed: whoever takes it tells it. */
  debts(): Debt[] {
    const debts = [...this.#owing].map(([key, { owed, perSecond }]) => ({ key, points: owed, perSecond }));
    for (const lease of this.#owing.values()) lease.owed = 0;
    this.#owing = new Map();
    return debts;
  }

  #owe(lease: Lease, draw: Draw | undefined): void {
    if (draw === undefined) return;
    if (lease.owed === 0) this.#owing.set(draw.key, lease);
    lease.owed += draw.points;
  }

  #answered({ key, points, perSecond }: Debt, fullAtMs: number | undefined): void {
    const lease = this.#known.get(key);
    if (lease === undefined) {
      if (fullAtMs !== undefined) this.#known.set(key, { fullAtMs, perSecond, owed: 0, unanswered: 0 });
      return;
    }
    lease.unanswered = Math.max(0, lease.unanswered - points);
    lease.perSecond = perSecond;
    if (fullAtMs !== undefined) lease.fullAtMs = fullAtMs;
  }
}

function isLeased(lease: Lease, { key, capacity, perSecond, points }: Draw, nowMs: number): boolean {
  if (perSecond < leastPerSecond) return false;
  const drawn = { key, capacity, perSecond, points: points + lease.owed + lease.unanswered };
  const emptyMs = drawFrom(lease.fullAtMs, drawn, nowMs).fullAtMs - nowMs;
  const isFullEnough = emptyMs <= ((1 - leastFill) * capacity * 1000) / perSecond;
  return isFullEnough && lease.owed + points <= leasedShare * capacity;
}
