import type { World } from './world.ts';

/** Thrown where a process dies in the middle of its code; nothing that it does afterwards has an effect. */
export class Killed extends Error {
  override readonly name = 'Killed';
}

/** One run of one process; once it is dead, nothing that it awaits resolves. */
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

  /** The opposite of `isAlive`, as a method: TypeScript does not narrow it across an await. */
  hasDied(): boolean {
    return !this.#isAlive;
  }

  get isPaused(): boolean {
    return this.#pausedUntilMs > this.world.elapsedMs;
  }

  /** Runs an action later, unless the process is dead by then; a paused process runs it when it resumes. */
  after(delayMs: number, action: () => void): void {
    this.world.schedule(delayMs, () => this.atOnce(action));
  }

  /** Runs an action now; in a paused process when it resumes, in a dead one never. */
  atOnce(action: () => void): void {
    if (!this.#isAlive) return;
    if (this.isPaused) this.after(this.#pausedUntilMs - this.world.elapsedMs, action);
    else action();
  }

  /** Resolves after that many milliseconds, or never. */
  readonly wait = (delayMs: number): Promise<void> => new Promise((resolve) => this.after(delayMs, resolve));

  /** Suspends the process for a while, as SIGSTOP does. */
  pause(forMs: number): void {
    this.#pausedUntilMs = this.world.elapsedMs + forMs;
  }

  /** Registers an action for the end of this run; actions are called in order of registration. */
  onDeath(action: () => void): void {
    this.#onDeath.push(action);
  }

  kill(): void {
    if (!this.#isAlive) return;
    this.#isAlive = false;
    for (const action of this.#onDeath) action();
  }

  /** A promise that never resolves, for a dead process to wait on. */
  never<T>(): Promise<T> {
    return new Promise<T>(() => undefined);
  }
}
