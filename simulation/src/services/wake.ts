import type { Process } from '../world/process.ts';

/** Lets a loop of a process sleep until it is woken, or for a while; Infinity for as long as it takes. */
export class Wake {
  readonly #process: Process;
  #isAwake = false;
  #resume: (() => void) | undefined;

  constructor(process: Process) {
    this.#process = process;
  }

  readonly wake = (): void => {
    this.#isAwake = true;
    this.#resume?.();
  };

  async sleep(forMs: number): Promise<void> {
    if (!this.#isAwake) await this.#wait(forMs);
    this.#isAwake = false;
  }

  #wait(forMs: number): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        if (this.#resume !== done) return;
        this.#resume = undefined;
        resolve();
      };
      this.#resume = done;
      if (forMs < Infinity) this.#process.after(forMs, done);
    });
  }
}
