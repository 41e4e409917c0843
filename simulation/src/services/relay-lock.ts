import type { Process } from '../world/process.ts';

/** The advisory lock under which one replica of a domain relays. */
export class RelayLock {
  readonly #waiting: { readonly process: Process; readonly grant: () => void }[] = [];
  #holder: Process | undefined;
  /** Wakes the relay of whoever has the lock. */
  wakeHolder: () => void = () => undefined;

  isHeldBy(process: Process): boolean {
    return this.#holder === process;
  }

  /** Resolves when the process has the lock; its death gives it back. */
  acquire(process: Process): Promise<void> {
    return new Promise((grant) => {
      this.#waiting.push({ process, grant });
      this.#next();
    });
  }

  release(process: Process): void {
    if (this.#holder !== process) return;
    this.#holder = undefined;
    this.#next();
  }

  /** Takes the lock from whoever has it, as when the connection of the relay to PostgreSQL breaks. */
  breakConnection(): void {
    this.#holder = undefined;
    this.#next();
  }

  #next(): void {
    while (this.#holder === undefined) {
      const next = this.#waiting.shift();
      if (next === undefined) return;
      if (!next.process.isAlive) continue;
      this.#holder = next.process;
      next.process.onDeath(() => this.release(next.process));
      next.process.after(1, next.grant);
    }
  }
}
