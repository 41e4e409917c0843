import { randomUUID } from 'node:crypto';

/** What somebody is told who asks: the sessions that their cursor does not cover, and the cursor that does. */
export interface EndedSessionsNews {
  readonly cursor: string;
  readonly sessionIds: readonly string[];
}

/**
 * The sessions that this replica has seen end, in the order in which it saw them. A cursor is a place in that order; one of
 * another replica, or of before a restart, covers nothing.
 */
export class EndedSessionsLog {
  readonly #id = randomUUID();
  readonly #waiting = new Set<() => void>();
  #entries: { readonly sessionId: string; readonly forgetAtMs: number }[] = [];
  #forgotten = 0;
  #isClosed = false;

  /** Adds sessions until a time, tells those who wait, and forgets what is due. */
  add(sessionIds: readonly string[], { nowMs, forgetAtMs }: { nowMs: number; forgetAtMs: number }): void {
    const kept = this.#entries.findIndex((entry) => entry.forgetAtMs > nowMs);
    const dropped = kept === -1 ? this.#entries.length : kept;
    this.#forgotten += dropped;
    this.#entries = this.#entries.slice(dropped);
    this.#entries.push(...sessionIds.map((sessionId) => ({ sessionId, forgetAtMs })));
    if (sessionIds.length > 0) this.#wake();
  }

  /** What is new after a cursor; without one, or when nothing is, at once all of it or after `waitMs` nothing. */
  async after(cursor: string | undefined, waitMs: number): Promise<EndedSessionsNews> {
    const from = this.#place(cursor);
    if (from === this.#end && !this.#isClosed) await this.#change(waitMs);
    const known = Math.max((from ?? 0) - this.#forgotten, 0);
    const sessionIds = this.#entries.slice(known).map(({ sessionId }) => sessionId);
    return { cursor: `${this.#id}.${this.#end}`, sessionIds };
  }

  /** Answers whoever waits, and lets nobody wait any more. */
  close(): void {
    this.#isClosed = true;
    this.#wake();
  }

  get #end(): number {
    return this.#forgotten + this.#entries.length;
  }

  #place(cursor: string | undefined): number | undefined {
    const [id, place] = cursor?.split('.') ?? [];
    const count = Number(place);
    return id === this.#id && Number.isInteger(count) && count <= this.#end ? count : undefined;
  }

  async #change(waitMs: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const wake = (): void => resolve(undefined);
    const timer = setTimeout(wake, waitMs);
    this.#waiting.add(wake);
    await promise;
    clearTimeout(timer);
    this.#waiting.delete(wake);
  }

  #wake(): void {
    for (const wake of this.#waiting) wake();
  }
}
