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
  fullAtMs: number;
  /** Points that were drawn and not yet told. */
  owed: number;
  perSecond: number;
}

/** Points that were drawn from a bucket. */
export interface Debt {
  readonly key: string;
  readonly points: number;
  readonly perSecond: number;
}

/**
 * What is known of buckets that others draw from, too. While one is at least half full, a tenth of it is drawn without asking:
 * all that share it may together exceed it by a tenth each, once, and what they drew is taken from it when it is told.
 */
export class Leases {
  readonly #known = new LRUCache<string, Lease>({ max: maxLeases });
  #owing = new Map<string, Lease>();

  /** Draws from all of the buckets without asking, if that may be. */
  tryDraw(draws: readonly Draw[], nowMs: number): boolean {
    const leases = draws.map(({ key }) => this.#known.get(key));
    const next = draws.map((draw, index) => drawFrom(leases[index]?.fullAtMs, draw, nowMs).fullAtMs);
    const may = draws.every((draw, index) => isLeased(leases[index], draw, (next[index] ?? 0) - nowMs));
    if (!may) return false;
    for (const [index, { key, points }] of draws.entries()) {
      const lease = leases[index];
      if (lease === undefined) continue;
      lease.fullAtMs = next[index] ?? nowMs;
      lease.owed += points;
      this.#owing.set(key, lease);
    }
    return true;
  }

  /** Remembers when a bucket is full again, as those who share it know it. */
  learn({ key, perSecond }: Pick<Draw, 'key' | 'perSecond'>, fullAtMs: number): void {
    const lease = this.#known.get(key);
    if (lease === undefined) this.#known.set(key, { fullAtMs, owed: 0, perSecond });
    else Object.assign(lease, { fullAtMs: fullAtMs + (lease.owed * 1000) / perSecond, perSecond });
  }

  /** What is owed: whoever asks tells it. */
  debts(): Debt[] {
    const debts = [...this.#owing].map(([key, { owed, perSecond }]) => ({ key, points: owed, perSecond }));
    for (const lease of this.#owing.values()) lease.owed = 0;
    this.#owing = new Map();
    return debts;
  }
}

function isLeased(lease: Lease | undefined, draw: Draw, emptyMs: number): boolean {
  const { capacity, perSecond, points } = draw;
  if (lease === undefined || perSecond < leastPerSecond) return false;
  const isFullEnough = emptyMs <= ((1 - leastFill) * capacity * 1000) / perSecond;
  return isFullEnough && lease.owed + points <= leasedShare * capacity;
}
