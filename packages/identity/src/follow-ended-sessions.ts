import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyBaseLogger } from 'fastify';
import { z } from 'zod';
import { awaitJson } from './await-json.ts';
import { EndedSessionSet, type EndedSessions } from './ended-sessions.ts';

/** Where accounts tells which sessions have ended; beside its keys. */
export const endedSessionsPath = '/.well-known/ended-sessions.json';

/** What accounts answers there: sessions that the cursor does not cover, and the cursor that does. */
export const endedSessionsSchema = z.object({
  cursor: z.string().min(1).max(100),
  sessionIds: z.array(z.string()),
});

/** Longer than accounts holds a question for which it has no news. */
const timeoutMs = 20_000;
const retryAfterMs = 500;
/** For longer than this nothing is heard only when accounts is away. */
const staleAfterMs = 30_000;

/** What ended sessions are followed with. */
export interface FollowOptions {
  /** The replicas of accounts, or one address for all; when one does not answer, the next is asked. */
  readonly accountsUrls: readonly string[];
  /** The time by which what is known is forgotten. */
  readonly now: () => Date;
  /** Is told when accounts is lost, and when it is found again. */
  readonly logger: Pick<FastifyBaseLogger, 'info' | 'warn'>;
}

/** Ended sessions that are followed until `stop`. */
export interface FollowedSessions extends EndedSessions {
  /** @throws Error when nothing was ever heard, or nothing for half a minute: what has ended since is not known */
  readonly assertCurrent: () => void;
  readonly stop: () => void;
}

/**
 * Follows which sessions end: accounts is asked again and again, and answers when there is news, so that no request waits
 * for it. While accounts is away nobody can end a session, and what is known stays; before the first answer nothing is known,
 * and no token can be checked.
 */
export function followEndedSessions(options: FollowOptions): FollowedSessions {
  const sessions = new EndedSessionSet(options.now);
  const contact = new Contact(options.logger);
  const stopping = new AbortController();
  void follow(options.accountsUrls, { sessions, contact, stopped: stopping.signal });
  return {
    has: (sessionId) => sessions.has(sessionId),
    onEnd: (sessionId, callBack) => sessions.onEnd(sessionId, callBack),
    known: () => contact.wasMade(),
    assertCurrent: () => {
      if (!contact.wasEverMade || contact.silentForMs > staleAfterMs) throw new Error(silence);
    },
    stop: () => stopping.abort(),
  };
}

interface Following {
  readonly sessions: EndedSessionSet;
  readonly contact: Contact;
  readonly stopped: AbortSignal;
}

async function follow(urls: readonly string[], following: Following): Promise<void> {
  for (let turn = 0; !following.stopped.aborted; turn += 1) {
    await followUntilLost(urls[turn % urls.length] ?? '', following);
    await delay(retryAfterMs, undefined, { signal: following.stopped, ref: false }).catch(() => undefined);
    following.contact.retry();
  }
}

async function followUntilLost(url: string, { sessions, contact, stopped }: Following): Promise<void> {
  let cursor: string | undefined;
  try {
    while (!stopped.aborted) {
      const answer = await ask(url, cursor, stopped);
      cursor = answer.cursor;
      sessions.add(answer.sessionIds);
      contact.made();
    }
  } catch {
    if (!stopped.aborted) contact.lost();
  }
}

const silence = 'accounts does not tell which sessions have ended';

/** Whether accounts is heard. */
class Contact {
  readonly #logger: FollowOptions['logger'];
  #attempt = Promise.withResolvers<undefined>();
  #wasMade = false;
  #isLost = false;
  #heardAtMs = performance.now();

  constructor(logger: FollowOptions['logger']) {
    this.#logger = logger;
  }

  get silentForMs(): number {
    return performance.now() - this.#heardAtMs;
  }

  get wasEverMade(): boolean {
    return this.#wasMade;
  }

  /** Whether accounts was ever heard, once the present attempt has ended. */
  async wasMade(): Promise<boolean> {
    if (!this.#wasMade) await this.#attempt.promise;
    return this.#wasMade;
  }

  made(): void {
    this.#heardAtMs = performance.now();
    if (this.#isLost) this.#logger.info('accounts tells again which sessions have ended');
    this.#isLost = false;
    this.#wasMade = true;
    this.#attempt.resolve(undefined);
  }

  lost(): void {
    if (!this.#isLost) this.#logger.warn(silence);
    this.#isLost = true;
    this.#attempt.resolve(undefined);
  }

  retry(): void {
    if (!this.#wasMade) this.#attempt = Promise.withResolvers();
  }
}

async function ask(
  accountsUrl: string,
  cursor: string | undefined,
  stopped: AbortSignal,
): Promise<z.infer<typeof endedSessionsSchema>> {
  const url = new URL(endedSessionsPath, accountsUrl);
  if (cursor !== undefined) url.searchParams.set('after', cursor);
  const signal = AbortSignal.any([stopped, AbortSignal.timeout(timeoutMs)]);
  return endedSessionsSchema.parse(await awaitJson(url, signal));
}
