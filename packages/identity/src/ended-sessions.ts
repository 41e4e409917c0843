import { accessTokenTtlMs } from './access-token-ttl.ts';

/** Longer than clocks differ, and than a token takes from being signed to being stored. */
const marginMs = 60_000;

/** How long the end of a session has to be remembered, in milliseconds: until its last access token has expired. */
export const rememberEndsMs = accessTokenTtlMs + marginMs;

/** Sessions that have ended while access tokens of theirs may still be good. */
export interface EndedSessions {
  /**
   * Resolves once it is known which sessions have ended, or an attempt to find out has failed.
   * @returns whether it is known
   */
  readonly known: () => Promise<boolean>;
  readonly has: (sessionId: string) => boolean;
  /** Calls back once when a session ends, also when it has; the returned function cancels that. */
  readonly onEnd: (sessionId: string, callBack: () => void) => () => void;
}

/** Ended sessions in memory; whoever feeds them adds each as often as it likes. */
export class EndedSessionSet implements EndedSessions {
  readonly #forgetAtMs = new Map<string, number>();
  readonly #waiting = new Map<string, Set<() => void>>();
  readonly #now: () => Date;

  constructor(now: () => Date) {
    this.#now = now;
  }

  known(): Promise<boolean> {
    return Promise.resolve(true);
  }

  /** Adds sessions, and forgets those whose tokens have expired. @returns those that were new */
  add(sessionIds: readonly string[]): string[] {
    const nowMs = this.#now().getTime();
    this.#forget(nowMs);
    const added = sessionIds.filter((id) => !this.#forgetAtMs.has(id));
    for (const id of added) {
      this.#forgetAtMs.set(id, nowMs + rememberEndsMs);
      for (const callBack of this.#waiting.get(id) ?? []) queueMicrotask(callBack);
      this.#waiting.delete(id);
    }
    return added;
  }

  has(sessionId: string): boolean {
    return this.#forgetAtMs.has(sessionId);
  }

  onEnd(sessionId: string, callBack: () => void): () => void {
    if (this.has(sessionId)) {
      queueMicrotask(callBack);
      return () => undefined;
    }
    const waiting = this.#waiting.get(sessionId) ?? new Set();
    this.#waiting.set(sessionId, waiting.add(callBack));
    return () => {
      waiting.delete(callBack);
      if (waiting.size === 0) this.#waiting.delete(sessionId);
    };
  }

  /** Sessions are added in the order in which they are forgotten. */
  #forget(nowMs: number): void {
    for (const [id, forgetAtMs] of this.#forgetAtMs) {
      if (forgetAtMs > nowMs) return;
      this.#forgetAtMs.delete(id);
    }
  }
}
