import { Degraded } from '../readiness.ts';
import type { Logger } from '../logging/logger.ts';
import type { Importance } from './importance.ts';

/** How often the log tells of it while it goes on. */
const tellEachMs = 10_000;

/** Counts what was not worked on because there was too much to do, and tells the log of it: of all together, not of each. */
export class ShedLog {
  readonly #logger: Logger;
  readonly #now: () => number;
  readonly #counts = new Map<string, number>();
  #untold = new Map<string, number>();
  #toldAt = -Infinity;
  #lastAt = -Infinity;

  constructor(logger: Logger, now: () => number = () => performance.now()) {
    this.#logger = logger;
    this.#now = now;
  }

  /** How often since this process was started, as `browsing late`. */
  get counts(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#counts);
  }

  /** Counts one; the reason says where it came to its end. */
  count(importance: Importance, reason: string): void {
    const key = `${importance} ${reason}`;
    for (const counts of [this.#counts, this.#untold]) counts.set(key, (counts.get(key) ?? 0) + 1);
    this.#lastAt = this.#now();
    if (this.#lastAt - this.#toldAt < tellEachMs) return;
    this.#logger.warn({ shed: Object.fromEntries(this.#untold) }, 'more is asked for than can be done');
    this.#toldAt = this.#lastAt;
    this.#untold = new Map();
  }

  /** For health. @throws Degraded for a while after something was refused */
  assertNone(): void {
    if (this.#now() - this.#lastAt > tellEachMs) return;
    const told = [...this.#counts].map(([key, count]) => `${key} ${count}`);
    throw new Degraded(`more is asked for than can be done; refused so far: ${told.join(', ')}`);
  }
}
