const firstMs = 500;
const maxMs = 5_000;
/** A process that has run for this long is not in a crash loop. */
const steadyAfterMs = 10_000;

/** How long to wait before a crashed process is started again: doubled after each crash, until it keeps running. */
export class RestartBackoff {
  readonly #now: () => number;
  #crashes = 0;
  #startedAt: number;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
    this.#startedAt = now();
  }

  /** Records that the process has started. */
  started(): void {
    this.#startedAt = this.#now();
  }

  /** Records that it has crashed. @returns how long to wait, in milliseconds: 500 to 5,000 */
  crashed(): number {
    if (this.#now() - this.#startedAt >= steadyAfterMs) this.#crashes = 0;
    return Math.min(firstMs * 2 ** this.#crashes++, maxMs);
  }
}
