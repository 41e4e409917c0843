/** Those who wait for one answer. It is given up once all of them have gone. */
export class Waiting {
  readonly #abandoned = new AbortController();
  #count = 0;

  /** Aborts when nobody waits any more. */
  get abandoned(): AbortSignal {
    return this.#abandoned.signal;
  }

  /** Somebody waits until this aborts; without a signal, to the end. */
  add(gone: AbortSignal | undefined): void {
    this.#count += 1;
    const leave = (): void => {
      this.#count -= 1;
      if (this.#count === 0) this.#abandoned.abort();
    };
    if (gone?.aborted === true) leave();
    else gone?.addEventListener('abort', leave, { once: true });
  }
}
