import { createLoop, type Background } from '@cartwright/process';
import type { Parts } from '../parts.ts';
import { purgeGuests } from '../users/door.ts';
import { purgeTokens } from './repository/refresh-tokens.ts';
import { purgeSessions } from './repository/sessions.ts';

const hourMs = 60 * 60_000;
const dayMs = 24 * hourMs;
/** For how long the end of a session is kept: longer than any of its access tokens works. */
const endedKeptMs = dayMs;
const batch = 500;

/**
 * Deletes what no session needs any more: tokens that have expired, sessions that have ended or cannot be renewed, and guests
 * without a session who came long ago, `GUEST_KEPT_DAYS`. Nobody is told: what other
 * domains keep has terms of its own (docs/retention.md).
 */
export async function purgeVisits({
  database: { statements },
  now,
  config,
}: Pick<Parts, 'database' | 'now'> & { readonly config: Pick<Parts['config'], 'GUEST_KEPT_DAYS'> }): Promise<{
  hasMore: boolean;
}> {
  const ago = (ms: number): Date => new Date(now().getTime() - ms);
  const deleted = [
    await purgeTokens(statements, ago(endedKeptMs), batch),
    await purgeSessions(statements, ago(endedKeptMs), batch),
    await purgeGuests(statements, ago(config.GUEST_KEPT_DAYS * dayMs), batch),
  ];
  return { hasMore: deleted.some((count) => count >= batch) };
}

/** Purges every hour. */
export function visitPurge(parts: Pick<Parts, 'database' | 'now' | 'config' | 'logger'>): Background {
  return createLoop({
    name: 'purge ended sessions and old guests',
    round: () => purgeVisits(parts),
    intervalMs: hourMs,
    logger: parts.logger,
  });
}
