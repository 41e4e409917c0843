import type { Transaction } from '@cartwright/database';
import { hashOpaqueToken } from '@cartwright/identity';
import type { Tables } from '../../generated/tables.ts';
import { holdUser } from '../../users/door.ts';
import type { Dependencies } from '../dependencies.ts';
import { graceMs, newSuccessorSalt, successorOf } from '../refresh-tokens.ts';
import {
  findUnusedExpiry,
  findUse,
  holdUserOf,
  insertToken,
  useToken,
} from '../repository/refresh-tokens.ts';
import { revokeByToken } from '../repository/sessions.ts';
import { issueTokens, type OpenedSession, type Renewal } from './open-session.ts';

export type RefreshOutcome = { kind: 'refreshed'; session: OpenedSession } | { kind: 'invalid-token' };

/**
 * Trades a refresh token for new tokens. Within the grace it is answered with the same successor again, as long as that has
 * not been used: the answer may have been lost. A token that comes again otherwise ends its session (RFC 9700, 4.14.2).
 * An unusable token is an outcome, never thrown: the end of its session is committed with it.
 */
export function refreshSession(dependencies: Dependencies, refreshToken: string): Promise<RefreshOutcome> {
  const now = dependencies.now();
  return dependencies.database.transaction(async (tx) => {
    await holdUserOf(tx, hashOpaqueToken(refreshToken));
    const renewal = (await renew(tx, refreshToken, now)) ?? (await renewAgain(tx, refreshToken, now));
    if (renewal === undefined) {
      await revokeByToken(tx, { hash: hashOpaqueToken(refreshToken), isUsed: true }, now);
      return { kind: 'invalid-token' };
    }
    const user = await holdUser(tx, renewal.session.userId);
    if (user === undefined) return { kind: 'invalid-token' };
    return { kind: 'refreshed', session: await issueTokens(dependencies, tx, { ...renewal, user }) };
  });
}

async function renew(tx: Transaction<Tables>, token: string, now: Date): Promise<Renewal | undefined> {
  const successorSalt = newSuccessorSalt();
  const session = await useToken(tx, { hash: hashOpaqueToken(token), successorSalt }, now);
  if (session === undefined) return undefined;
  const refresh = successorOf(token, successorSalt, now);
  await insertToken(tx, session.id, refresh);
  return { session, refresh };
}

/** The same successor, not another one: a session never has two heirs, so that theft still shows when both use theirs. */
async function renewAgain(tx: Transaction<Tables>, token: string, now: Date): Promise<Renewal | undefined> {
  const usedAfter = new Date(now.getTime() - graceMs);
  const use = await findUse(tx, hashOpaqueToken(token), usedAfter);
  if (use === undefined) return undefined;
  const { session, successorSalt } = use;
  const refresh = successorOf(token, successorSalt, now);
  const expiresAt = await findUnusedExpiry(tx, refresh.hash);
  return expiresAt && { session, refresh: { ...refresh, expiresAt } };
}
