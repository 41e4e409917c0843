import type { Statements, Transaction } from '@cartwright/database';
import type { Insertable, Selectable } from 'kysely';
import type { Tables } from '../generated/tables.ts';

/** A session that has not ended. */
export type LiveSession = Readonly<Pick<Selectable<Tables['sessions']>, 'id' | 'userId' | 'guestId'>>;

/** A refresh token as it is stored: its hash, and until when it works. */
export type StoredToken = Pick<Insertable<Tables['refreshTokens']>, 'hash' | 'expiresAt'>;

/** Stores a new session with its first refresh token. */
export async function insertSession(
  tx: Transaction<Tables>,
  session: LiveSession,
  token: StoredToken,
): Promise<void> {
  await tx.insertInto('sessions').values(session).execute();
  await insertToken(tx, session.id, token);
}

/** Stores a session's next refresh token. */
export async function insertToken(
  tx: Transaction<Tables>,
  sessionId: string,
  { hash, expiresAt }: StoredToken,
): Promise<void> {
  await tx.insertInto('refreshTokens').values({ hash, expiresAt, sessionId }).execute();
}

/**
 * Uses a refresh token up and gives its session; undefined when it cannot be used. A token that was used before ends its
 * whole session (RFC 9700, 4.14.2).
 */
export async function useToken(
  tx: Transaction<Tables>,
  hash: string,
  now: Date,
): Promise<LiveSession | undefined> {
  const session = await tx
    .updateTable('refreshTokens as token')
    .from('sessions as session')
    .set({ usedAt: now })
    .whereRef('session.id', '=', 'token.sessionId')
    .where('token.hash', '=', hash)
    .where('token.usedAt', 'is', null)
    .where('token.expiresAt', '>', now)
    .where('session.revokedAt', 'is', null)
    .returning(['session.id', 'session.userId', 'session.guestId'])
    .executeTakeFirst();
  if (session === undefined) await revokeByToken(tx, { hash, isUsed: true }, now);
  return session;
}

/** Ends the session that a refresh token belongs to, if there is one; with `isUsed` only when the token was used. */
export async function revokeByToken(
  db: Statements<Tables>,
  { hash, isUsed = false }: { readonly hash: string; readonly isUsed?: boolean },
  revokedAt: Date,
): Promise<void> {
  await db
    .updateTable('sessions')
    .set({ revokedAt })
    .where('revokedAt', 'is', null)
    .where('id', 'in', (token) =>
      token
        .selectFrom('refreshTokens')
        .select('sessionId')
        .where('hash', '=', hash)
        .$if(isUsed, (used) => used.where('usedAt', 'is not', null)),
    )
    .execute();
}

/** Ends all sessions of a user. */
export async function revokeAllOf(tx: Transaction<Tables>, userId: string, revokedAt: Date): Promise<void> {
  await tx
    .updateTable('sessions')
    .set({ revokedAt })
    .where('userId', '=', userId)
    .where('revokedAt', 'is', null)
    .execute();
}
