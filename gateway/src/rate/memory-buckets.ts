import { LRUCache } from 'lru-cache';
import { drawFrom, shortestWaitMs, type Buckets, type Draw, type Drawn } from './buckets.ts';

/** Some 20 MB; what is used least is forgotten first, and counts as full. */
const maxBuckets = 100_000;

/** Buckets of this process alone, at most so many. */
export class MemoryBuckets implements Buckets {
  readonly #fullAtMs: LRUCache<string, number>;

  constructor(max = maxBuckets) {
    this.#fullAtMs = new LRUCache({ max });
  }

  draw(draws: readonly Draw[], nowMs: number): Drawn {
    const next = draws.map((draw) => drawFrom(this.#fullAtMs.get(draw.key), draw, nowMs));
    const refusedBy = next.findIndex(({ waitMs }) => waitMs > shortestWaitMs);
    if (refusedBy >= 0)
      return { kind: 'refused', key: draws[refusedBy]?.key ?? '', waitMs: next[refusedBy]?.waitMs ?? 0 };
    for (const [index, { key }] of draws.entries()) this.#fullAtMs.set(key, next[index]?.fullAtMs ?? nowMs);
    return { kind: 'drawn' };
  }
}
