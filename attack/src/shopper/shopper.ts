import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Sample } from './sample.ts';

/** Somebody who shops without a pause, in a thread of their own so that attacks take no time of theirs. */
export class Shopper {
  readonly #worker: Worker;
  #samples: Sample[] = [];
  #waiting: { readonly atLeast: number; readonly resolve: () => void } | undefined;

  /** @param url the gateway's `/graphql`; `network` is the first half of the loopback addresses that they come from */
  constructor(url: string, network: string) {
    this.#worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: { url, network } });
    this.#worker.on('message', (sample: Sample) => this.#note(sample));
  }

  /** What they did during this, with the step that was under way at its end, and until they have done so many in all. */
  async during<Result>(
    doing: () => Promise<Result>,
    atLeast = 0,
  ): Promise<{ readonly result: Result; readonly samples: readonly Sample[] }> {
    this.#samples = [];
    const result = await doing();
    await this.#have(Math.max(atLeast, this.#samples.length + 1));
    return { result, samples: this.#samples };
  }

  /** They finish their last trip. */
  async stop(): Promise<void> {
    const ended = once(this.#worker, 'exit');
    this.#worker.postMessage('stop');
    await ended;
  }

  #have(atLeast: number): Promise<void> {
    if (this.#samples.length >= atLeast) return Promise.resolve();
    return new Promise((resolve) => {
      this.#waiting = { atLeast, resolve };
    });
  }

  #note(sample: Sample): void {
    this.#samples.push(sample);
    if (this.#waiting === undefined || this.#samples.length < this.#waiting.atLeast) return;
    this.#waiting.resolve();
    this.#waiting = undefined;
  }
}
