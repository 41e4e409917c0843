/** Within what a limit moves, and what it is for. */
export interface AdaptiveLimitOptions {
  /** So much is always worked on at the same time. */
  readonly least: number;
  /** More never is. */
  readonly most: number;
  /** How long work may wait to be begun, in milliseconds: when half of it waits for longer, there is too much of it at the same time. */
  readonly targetMs: number;
  /** In milliseconds, of any clock that only goes forward. */
  readonly now: () => number;
}

/** How often the limit moves at most. */
const intervalMs = 250;
/** Less work than this says nothing: a collection of garbage delays whatever happens to be there. */
const leastSamples = 10;
const decrease = 0.7;
const increase = 1.1;
/** After so many quiet intervals there is nothing left to learn. */
const mostIntervals = 40;

/**
 * How much may be worked on at the same time, found by what waiting there is (as in TCP: less by a part when there is too much, more
 * by a step when there is not). It needs no timer, and nobody to tell it how large the machine is.
 */
export class AdaptiveLimit {
  readonly #options: AdaptiveLimitOptions;
  #limit: number;
  #since: number;
  #waited = 0;
  #delayed = 0;
  /** The most that was worked on at the same time since then. */
  #inHand = 0;

  constructor(options: AdaptiveLimitOptions) {
    this.#options = options;
    this.#limit = options.most;
    this.#since = options.now();
  }

  /** At least `least`, at most `most`. */
  get current(): number {
    return Math.floor(this.#limit);
  }

  /** Notes how long work has waited before it was begun, and how much was worked on, this included. */
  note(waitedMs: number, inHand: number): void {
    this.#waited += 1;
    if (waitedMs > this.#options.targetMs) this.#delayed += 1;
    this.#inHand = Math.max(this.#inHand, inHand);
    const elapsed = this.#options.now() - this.#since;
    if (elapsed >= intervalMs && this.#waited >= leastSamples) this.#move(elapsed);
  }

  #move(elapsedMs: number): void {
    const { least, most } = this.#options;
    const isTooMuch = this.#delayed * 2 > this.#waited;
    const intervals = Math.min(mostIntervals, Math.floor(elapsedMs / intervalMs));
    this.#limit = isTooMuch
      ? Math.max(least, Math.min(this.#limit, this.#inHand) * decrease)
      : Math.min(most, this.#limit * increase ** intervals + intervals);
    this.#since += elapsedMs;
    this.#waited = 0;
    this.#delayed = 0;
    this.#inHand = 0;
  }
}
