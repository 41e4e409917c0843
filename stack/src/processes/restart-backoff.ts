const firstMs = 500;
const maxMs = 5_000;
/** Whoever has kept running for this long does not crash in a loop. */
const steadyAfterMs = 10_000;

/** How long to wait before starting again what has ended by itself: twice as long each time, until it has kept running. */
export class RestartBackoff {
  readonly #now: () => number;
  #crashes = 0;
  #startedAt: number;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
    this.#startedAt = now();
  }

  /** Notes that it runs from now on. */
  started(): void {
    this.#startedAt = this.#now();
  }

  /** Notes that it has ended; gives how long to wait, in milliseconds, from half a second to five. */
  crashed(): number {
    if (this.#now() - this.#startedAt >= steadyAfterMs) this.#crashes = 0;
    return Math.min(firstMs * 2 ** this.#crashes++, maxMs);
  }
}
