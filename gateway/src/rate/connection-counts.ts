/** Counts what each client holds at this gateway, of anything that is given back. */
export class ConnectionCounts {
  readonly #counts = new Map<string, number>();

  /** Counts one more and returns the function that releases it; undefined when the client holds as many as it may. */
  take(client: string, max: number): (() => void) | undefined {
    const held = this.#counts.get(client) ?? 0;
    if (held >= max) return undefined;
    this.#counts.set(client, held + 1);
    let isHeld = true;
    return () => {
      if (isHeld) this.#release(client);
      isHeld = false;
    };
  }

  #release(client: string): void {
    const held = (this.#counts.get(client) ?? 1) - 1;
    if (held === 0) this.#counts.delete(client);
    else this.#counts.set(client, held);
  }
}
