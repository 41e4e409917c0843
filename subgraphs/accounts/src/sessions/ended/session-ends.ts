import { EndedSessionSet, rememberEndsMs, type EndedSessions } from '@cartwright/identity';
import { createLoop, type Background } from '@cartwright/process';
import type { Parts } from '../../parts.ts';
import { findEnded } from '../repository/sessions.ts';
import { EndedSessionsLog, type EndedSessionsNews } from './ended-sessions-log.ts';

/** How soon every replica reads of a session that another one has ended, which all are to know within a second; of its own it knows at once. */
const intervalMs = 800;
/** Longer than a transaction takes from the time that it writes to its commit. */
const overlapMs = 60_000;
/** How long a question for which there is no news is held. */
const holdMs = 10_000;

/** Which sessions have ended, as this replica reads them in the database. */
export interface SessionEnds {
  readonly sessions: EndedSessions;
  /** Reads what has ended, so that this replica, and who follows it, knows at once. Never rejects: it is read again soon. */
  readonly refresh: () => Promise<void>;
  /** What is new after a cursor; held for 10 s while nothing is. */
  readonly news: (cursor: string | undefined) => Promise<EndedSessionsNews>;
  readonly reading: Background;
  /** Answers whoever waits for news. */
  readonly close: () => void;
}

/** Reads the ends of sessions again and again; each is kept until the session's last access token has expired. */
export function createSessionEnds({
  database,
  now,
  logger,
}: Pick<Parts, 'database' | 'now' | 'logger'>): SessionEnds {
  const sessions = new EndedSessionSet(now);
  const log = new EndedSessionsLog();
  let readUpToMs: number | undefined;
  const read = async (): Promise<void> => {
    const nowMs = now().getTime();
    const sinceMs = readUpToMs === undefined ? nowMs - rememberEndsMs : readUpToMs - overlapMs;
    const ended = await findEnded(database.statements, new Date(sinceMs));
    readUpToMs = Math.max(readUpToMs ?? 0, nowMs);
    log.add(sessions.add(ended), { nowMs, forgetAtMs: nowMs + rememberEndsMs });
  };
  const tryRead = async (): Promise<boolean> => {
    await read().catch((error: unknown) => logger.warn({ err: error }, 'ended sessions could not be read'));
    return readUpToMs !== undefined;
  };
  const known = async (): Promise<boolean> => readUpToMs !== undefined || tryRead();
  return {
    sessions: {
      known,
      has: (sessionId) => sessions.has(sessionId),
      onEnd: (sessionId, callBack) => sessions.onEnd(sessionId, callBack),
    },
    refresh: async () => {
      await tryRead();
    },
    news: async (cursor) => {
      if (!(await known())) throw new Error('Ended sessions could not be read.');
      return log.after(cursor, holdMs);
    },
    reading: createLoop({ name: 'read which sessions have ended', round: read, intervalMs, logger }),
    close: () => log.close(),
  };
}
