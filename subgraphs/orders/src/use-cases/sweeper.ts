import type { Logger } from '@cartwright/process';
import { setTimeout as delay } from 'node:timers/promises';

/** How a sweeper works. */
export interface SweeperOptions {
  /** One sweep; tells whether there may be more to do at once. Must be safe beside other replicas' sweeps. */
  readonly sweep: () => Promise<{ readonly hasMore: boolean }>;
  readonly intervalMs: number;
  readonly logger: Logger;
}

/** Sweeps at an interval for as long as it runs; an outage of the database only makes it later. */
export class Sweeper {
  readonly #options: SweeperOptions;
  readonly #stopping = new AbortController();
  #running: Promise<void> = Promise.resolve();

  constructor(options: SweeperOptions) {
    this.#options = options;
  }

  start(): void {
    this.#running = this.#run(this.#stopping.signal);
  }

  /** Finishes the sweep in hand. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  async #run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const hasMore = await this.#sweepOnce();
      if (!hasMore) await delay(this.#options.intervalMs, undefined, { signal }).catch(() => undefined);
    }
  }

  async #sweepOnce(): Promise<boolean> {
    try {
      return (await this.#options.sweep()).hasMore;
    } catch (error) {
      this.#options.logger.warn({ err: error }, 'a sweep failed; the next one follows');
      return false;
    }
  }
}
