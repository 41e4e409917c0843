import type { World } from './world.ts';

/** Thrown where a process dies in the middle of its code; nothing that it does afterwards reaches anybody. */
export class Killed extends Error {
  override readonly name = 'Killed';
}

/** One life of one process: what it waits for never comes once it is dead. */
export class Process {
  readonly name: string;
  readonly world: World;
  readonly #onDeath: (() => void)[] = [];
  #isAlive = true;
  #pausedUntilMs = 0;

  constructor(name: string, world: World) {
    this.name = name;
    this.world = world;
  }

  get isAlive(): boolean {
    return this.#isAlive;
  }

  /** The same, asked again after something was waited for. */
  hasDied(): boolean {
    return !this.#isAlive;
  }

  get isPaused(): boolean {
    return this.#pausedUntilMs > this.world.elapsedMs;
  }

  /** Runs something later, unless the process is dead by then; a paused one runs it when it goes on. */
  after(delayMs: number, action: () => void): void {
    this.world.schedule(delayMs, () => this.atOnce(action));
  }

  /** Runs something now, or when a process that is paused goes on; never in one that is dead. */
  atOnce(action: () => void): void {
    if (!this.#isAlive) return;
    if (this.isPaused) this.after(this.#pausedUntilMs - this.world.elapsedMs, action);
    else action();
  }

  /** Resolves after that many milliseconds, or never. */
  readonly wait = (delayMs: number): Promise<void> => new Promise((resolve) => this.after(delayMs, resolve));

  /** Stands still for a while, as after SIGSTOP. */
  pause(forMs: number): void {
    this.#pausedUntilMs = this.world.elapsedMs + forMs;
  }

  /** Called at the end of this life, first come first served. */
  onDeath(action: () => void): void {
    this.#onDeath.push(action);
  }

  kill(): void {
    if (!this.#isAlive) return;
    this.#isAlive = false;
    for (const action of this.#onDeath) action();
  }

  /** What never resolves: where a dead process waits. */
  never<T>(): Promise<T> {
    return new Promise<T>(() => undefined);
  }
}
