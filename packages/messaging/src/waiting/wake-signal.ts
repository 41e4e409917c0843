/** Lets one loop sleep until there is work or a time has passed. */
export class WakeSignal {
  #awake = false;
  #resume: (() => void) | undefined;

  /** Ends the present sleep, or skips the next one. */
  wake(): void {
    this.#awake = true;
    this.#resume?.();
  }

  /** Sleeps until woken, for `ms` at most, or until the signal is aborted. */
  async sleep(ms: number, signal: AbortSignal): Promise<void> {
    if (!this.#awake && !signal.aborted) await this.#wait(ms, signal);
    this.#awake = false;
  }

  #wait(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        this.#resume = undefined;
        resolve();
      };
      const timer = setTimeout(done, ms);
      signal.addEventListener('abort', done);
      this.#resume = done;
    });
  }
}
