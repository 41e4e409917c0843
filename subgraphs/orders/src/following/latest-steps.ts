import type { StoredTimelineEntry } from '../order/door.ts';
import type { OrderSubscriptionOptions } from './order-subscription.ts';

type Slice = Parameters<OrderSubscriptionOptions['read']>[1];

interface Reading {
  /** What the order had reached when the read began: who knows of more must not wait for it. */
  readonly reached: number;
  readonly steps: Promise<StoredTimelineEntry[]>;
}

/** Steps that are kept of one order. */
const maxKept = 50;

/**
 * The latest steps of an order that is followed. Steps never change, so that each is read once for all who follow the order
 * in this process. Who comes from further back reads for themselves until they have come as far.
 */
export class LatestSteps {
  readonly #read: (slice: Slice) => Promise<StoredTimelineEntry[]>;
  readonly #reading = new Map<number, Reading>();
  /** All steps after `#after`, to `#known`. */
  #kept: readonly StoredTimelineEntry[] = [];
  #after = Infinity;
  #known = -1;
  #reached = 0;

  constructor(read: (slice: Slice) => Promise<StoredTimelineEntry[]>) {
    this.#read = read;
  }

  /** Takes note that the order has reached a version: what is known to be kept is not all, if it is older. */
  reach(version: number): void {
    this.#reached = Math.max(this.#reached, version);
  }

  /** The steps after a version, oldest first: at least those that the order is known to have, as far as the limit allows. */
  async after(slice: Slice): Promise<StoredTimelineEntry[]> {
    const { version, limit } = slice;
    if (version >= this.#after && this.#known >= this.#reached) {
      return this.#kept.filter((step) => step.version > version).slice(0, limit);
    }
    const reading = this.#reading.get(version);
    return reading?.reached === this.#reached ? reading.steps : this.#begin(slice);
  }

  async #begin(slice: Slice): Promise<StoredTimelineEntry[]> {
    const reached = this.#reached;
    const reading = { reached, steps: this.#read(slice) };
    this.#reading.set(slice.version, reading);
    try {
      const steps = await reading.steps;
      this.#keep(slice, steps, reached);
      return steps;
    } finally {
      if (this.#reading.get(slice.version) === reading) this.#reading.delete(slice.version);
    }
  }

  #keep({ version, limit }: Slice, steps: readonly StoredTimelineEntry[], reached: number): void {
    const end = steps.at(-1)?.version ?? version;
    const isAll = steps.length < limit;
    const last = this.#kept.at(-1)?.version ?? this.#after;
    if (version >= this.#after && version <= last) {
      this.#kept = [...this.#kept, ...steps.filter((step) => step.version > last)];
    } else if (isAll && end >= this.#known) {
      this.#kept = steps;
      this.#after = version;
    } else return;
    this.#known = Math.max(this.#known, isAll ? Math.max(end, reached) : end);
    this.#forgetOldest();
  }

  #forgetOldest(): void {
    const excess = this.#kept.length - maxKept;
    this.#after = this.#kept[excess - 1]?.version ?? this.#after;
    if (excess > 0) this.#kept = this.#kept.slice(excess);
  }
}
