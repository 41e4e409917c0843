import type { UserRecord } from '../domain/user.ts';
import { newRefreshToken } from '../identity/refresh-tokens.ts';
import type { Transaction } from '../repository/transaction.ts';
import type { LiveSession } from '../repository/sessions.ts';
import type { Dependencies } from './dependencies.ts';

/** A session's tokens and whose they are. */
export interface OpenedSession {
  readonly user: UserRecord;
  readonly accessToken: string;
  readonly accessTokenExpiresAt: Date;
  readonly refreshToken: string;
  readonly refreshTokenExpiresAt: Date;
}

/** Starts a session for a user within `tx`; `guestId` is the guest it grows out of. */
export async function openSession(
  dependencies: Dependencies,
  tx: Transaction,
  user: UserRecord,
  guestId: string | null,
): Promise<OpenedSession> {
  const { repository, newId, now } = dependencies;
  const session = { id: newId(), userId: user.id, guestId };
  const refresh = newRefreshToken(now());
  await repository.sessions.start(tx, session, { hash: refresh.hash, expiresAt: refresh.expiresAt });
  return await issue(dependencies, user, session, refresh);
}

/** Goes on with a session within `tx`: a new refresh token, and an access token for the user as they are now. */
export async function renewSession(
  dependencies: Dependencies,
  tx: Transaction,
  user: UserRecord,
  session: LiveSession,
): Promise<OpenedSession> {
  const refresh = newRefreshToken(dependencies.now());
  await dependencies.repository.sessions.addToken(tx, session.id, {
    hash: refresh.hash,
    expiresAt: refresh.expiresAt,
  });
  return await issue(dependencies, user, session, refresh);
}

async function issue(
  { accessTokens, now }: Dependencies,
  user: UserRecord,
  session: LiveSession,
  refresh: { token: string; expiresAt: Date },
): Promise<OpenedSession> {
  const { role, email } = user;
  const subject = { userId: user.id, sessionId: session.id, role, email, guestId: session.guestId };
  const access = await accessTokens.sign(subject, now());
  return {
    user,
    accessToken: access.token,
    accessTokenExpiresAt: access.expiresAt,
    refreshToken: refresh.token,
    refreshTokenExpiresAt: refresh.expiresAt,
  };
}
