/** Something that was started and must be stopped. */
export interface Stoppable {
  readonly name: string;
  stop(): Promise<void> | void;
  kill(signal: NodeJS.Signals): void;
}

/** Records what was started, so that exactly that is stopped, in reverse order. */
export class Owned {
  readonly #groups: Stoppable[][] = [];
  #closed = false;

  /** Whether everything has been stopped or is being stopped. */
  get isClosed(): boolean {
    return this.#closed;
  }

  /** Takes responsibility for a group, whose members are stopped at the same time. */
  async add(...group: Stoppable[]): Promise<void> {
    if (!this.#closed) {
      this.#groups.push(group);
      return;
    }
    await stopGroup(group);
    throw new Error('The store was stopped while it was starting.');
  }

  /** Forgets something that has ended. */
  release(member: Stoppable): void {
    const index = this.#groups.findIndex((group) => group.length === 1 && group[0] === member);
    if (index >= 0) this.#groups.splice(index, 1);
  }

  /** Shuts everything down gracefully; may be called several times. */
  async stop(): Promise<void> {
    this.#closed = true;
    for (let group = this.#groups.pop(); group; group = this.#groups.pop()) await stopGroup(group);
  }

  /** Kills everything at once. */
  kill(): void {
    this.#closed = true;
    for (const member of this.#groups.flat()) member.kill('SIGKILL');
  }
}

async function stopGroup(group: readonly Stoppable[]): Promise<void> {
  await Promise.allSettled(group.map(async (member) => member.stop()));
}
