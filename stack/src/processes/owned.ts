/** Something that was started and must be stopped. */
export interface Stoppable {
  readonly name: string;
  stop(): Promise<void> | void;
  kill(signal: NodeJS.Signals): void;
}

/** Remembers what was started, so that exactly that is stopped, the youngest first. */
export class Owned {
  readonly #groups: Stoppable[][] = [];
  #closed = false;

  /** Whether everything was, or is being, stopped. */
  get isClosed(): boolean {
    return this.#closed;
  }

  /** Takes over the responsibility for a group, whose members stop at the same time. */
  async add(...group: Stoppable[]): Promise<void> {
    if (!this.#closed) {
      this.#groups.push(group);
      return;
    }
    await stopGroup(group);
    throw new Error('The store was stopped while it was starting.');
  }

  /** Gives up the responsibility for something that has ended. */
  release(member: Stoppable): void {
    const index = this.#groups.findIndex((group) => group.length === 1 && group[0] === member);
    if (index >= 0) this.#groups.splice(index, 1);
  }

  /** Stops everything in good order; may be called several times. */
  async stop(): Promise<void> {
    this.#closed = true;
    for (let group = this.#groups.pop(); group; group = this.#groups.pop()) await stopGroup(group);
  }

  /** Ends everything at once. */
  kill(): void {
    this.#closed = true;
    for (const member of this.#groups.flat()) member.kill('SIGKILL');
  }
}

async function stopGroup(group: readonly Stoppable[]): Promise<void> {
  await Promise.allSettled(group.map(async (member) => member.stop()));
}
