import type { Logger } from 'pino';

/** Why something does not work, and since when. */
export interface Fault {
  readonly reason: string;
  /** By `performance.now()`. */
  readonly sinceMs: number;
}

/** An outage whose causes alternate is not told of again and again. */
const maxReasonsLogged = 5;

/**
 * Whether one part of messaging works. The log tells of each cause once in an outage, and of its end, however often the
 * part is tried meanwhile.
 */
export class Condition {
  readonly #part: string;
  readonly #logger: Logger;
  readonly #logged = new Set<string>();
  #fault: Fault | undefined;

  /** `part` begins the log's sentences: `the relay`. */
  constructor(part: string, logger: Logger) {
    this.#part = part;
    this.#logger = logger;
  }

  /** The present cause; undefined while it works, and before anything is known. */
  get fault(): Fault | undefined {
    return this.#fault;
  }

  fails(reason: string): void {
    this.#fault = { reason, sinceMs: this.#fault?.sinceMs ?? performance.now() };
    if (this.#logged.has(reason) || this.#logged.size >= maxReasonsLogged) return;
    this.#logged.add(reason);
    this.#logger.warn({ reason }, `${this.#part} does not work, and will be tried until it does`);
  }

  works(): void {
    if (this.#fault === undefined) return;
    const afterMs = Math.round(performance.now() - this.#fault.sinceMs);
    this.#fault = undefined;
    this.#logged.clear();
    this.#logger.info({ afterMs }, `${this.#part} works again`);
  }
}
