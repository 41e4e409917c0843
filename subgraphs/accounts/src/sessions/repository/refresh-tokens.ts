import { deleteBatch, type Statements, type StatementSample, type Transaction } from '@cartwright/database';
import type { Tables } from '../../generated/tables.ts';
import type { LiveSession, StoredToken } from './sessions.ts';

/** Stores a session's next refresh token. */
export async function insertToken(
  tx: Transaction<Tables>,
  sessionId: string,
  { hash, expiresAt }: StoredToken,
): Promise<void> {
  await tx.insertInto('refreshTokens').values({ hash, expiresAt, sessionId }).execute();
}

/**
 * Keeps whoever a refresh token belongs to from being changed until the end of the transaction: who changes what they may do, and
 * gives their sessions other ids, comes before or after all of it.
 */
export async function holdUserOf(tx: Transaction<Tables>, hash: string): Promise<void> {
  await tx
    .selectFrom('users as user')
    .innerJoin('sessions as session', 'session.userId', 'user.id')
    .innerJoin('refreshTokens as token', 'token.sessionId', 'session.id')
    .select('user.id')
    .where('token.hash', '=', hash)
    .forShare('user')
    .execute();
}

/** How a refresh token was used: for which session, and what its successor is derived with. */
export interface TokenUse {
  readonly session: LiveSession;
  readonly successorSalt: string;
}

/**
 * Uses a refresh token up and gives its session; undefined when it cannot be used. The successors of the session's earlier
 * tokens cannot be derived any more.
 */
export async function useToken(
  tx: Transaction<Tables>,
  { hash, successorSalt }: { readonly hash: string; readonly successorSalt: string },
  now: Date,
): Promise<LiveSession | undefined> {
  const session = await tx
    .updateTable('refreshTokens as token')
    .from('sessions as session')
    .set({ usedAt: now, successorSalt })
    .whereRef('session.id', '=', 'token.sessionId')
    .where('token.hash', '=', hash)
    .where('token.usedAt', 'is', null)
    .where('token.expiresAt', '>', now)
    .where('session.revokedAt', 'is', null)
    .returning(['session.id', 'session.userId', 'session.guestId', 'session.authenticationMethods'])
    .executeTakeFirst();
  if (session === undefined) return undefined;
  await forgetEarlierSalts(tx, session.id, hash);
  await tx.updateTable('sessions').set({ lastUsedAt: now }).where('id', '=', session.id).execute();
  return session;
}

/** How a token was used after a moment, while its successor can still be derived and the session has not ended. */
export async function findUse(
  tx: Transaction<Tables>,
  hash: string,
  usedAfter: Date,
): Promise<TokenUse | undefined> {
  const use = await tx
    .selectFrom('refreshTokens as token')
    .innerJoin('sessions as session', 'session.id', 'token.sessionId')
    .select([
      'session.id',
      'session.userId',
      'session.guestId',
      'session.authenticationMethods',
      'token.successorSalt',
    ])
    .where('token.hash', '=', hash)
    .where('token.usedAt', '>', usedAfter)
    .where('session.revokedAt', 'is', null)
    .executeTakeFirst();
  if (use === undefined) return undefined;
  const { successorSalt, ...session } = use;
  return successorSalt === null ? undefined : { session, successorSalt };
}

/** Until when a token works that has not been used; undefined for any other. */
export async function findUnusedExpiry(tx: Transaction<Tables>, hash: string): Promise<Date | undefined> {
  const token = await tx
    .selectFrom('refreshTokens')
    .select('expiresAt')
    .where('hash', '=', hash)
    .where('usedAt', 'is', null)
    .executeTakeFirst();
  return token?.expiresAt;
}

/** Forgets what successors are derived with, of tokens that were used before a moment. */
export async function forgetSalts(db: Statements<Tables>, usedBefore: Date): Promise<void> {
  await db
    .updateTable('refreshTokens')
    .set({ successorSalt: null })
    .where('successorSalt', 'is not', null)
    .where('usedAt', '<', usedBefore)
    .execute();
}

async function forgetEarlierSalts(tx: Transaction<Tables>, sessionId: string, hash: string): Promise<void> {
  await tx
    .updateTable('refreshTokens')
    .set({ successorSalt: null })
    .where('sessionId', '=', sessionId)
    .where('hash', '<>', hash)
    .where('successorSalt', 'is not', null)
    .execute();
}

/** Deletes refresh tokens that expired before a moment, a batch of them. @returns how many */
export function purgeTokens(db: Statements<Tables>, before: Date, limit: number): Promise<number> {
  const old = db.selectFrom('refreshTokens').select('hash').where('expiresAt', '<', before);
  return deleteBatch(db, 'refreshTokens', { key: 'hash', old, limit });
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [(db) => purgeTokens(db, new Date(0), 1)];
