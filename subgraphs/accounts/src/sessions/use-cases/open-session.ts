import type { Transaction } from '@cartwright/database';
import type { Tables } from '../../generated/tables.ts';
import type { UserRecord } from '../../users/door.ts';
import type { OpeningDependencies } from '../dependencies.ts';
import { newRefreshToken, type RefreshToken } from '../refresh-tokens.ts';
import { insertSession, insertToken, type LiveSession } from '../repository.ts';

/** A session's tokens and whose they are. */
export interface OpenedSession {
  readonly user: UserRecord;
  readonly accessToken: string;
  readonly accessTokenExpiresAt: Date;
  readonly refreshToken: string;
  readonly refreshTokenExpiresAt: Date;
}

/** Starts a session for a user within a transaction; `guestId` is the guest that it grows out of. */
export async function openSession(
  dependencies: OpeningDependencies,
  tx: Transaction<Tables>,
  { user, guestId }: { readonly user: UserRecord; readonly guestId: string | null },
): Promise<OpenedSession> {
  const { newId, now } = dependencies;
  const session = { id: newId(), userId: user.id, guestId };
  const refresh = newRefreshToken(now());
  await insertSession(tx, session, refresh);
  return issue(dependencies, { user, session, refresh });
}

/** Continues a session within a transaction: a new refresh token, and an access token for the user as they are now. */
export async function renewSession(
  dependencies: OpeningDependencies,
  tx: Transaction<Tables>,
  { user, session }: { readonly user: UserRecord; readonly session: LiveSession },
): Promise<OpenedSession> {
  const refresh = newRefreshToken(dependencies.now());
  await insertToken(tx, session.id, refresh);
  return issue(dependencies, { user, session, refresh });
}

async function issue(
  { accessTokens, now }: OpeningDependencies,
  { user, session, refresh }: { user: UserRecord; session: LiveSession; refresh: RefreshToken },
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
