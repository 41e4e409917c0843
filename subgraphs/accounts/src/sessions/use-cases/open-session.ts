import type { Transaction } from '@cartwright/database';
import type { Tables } from '../../generated/tables.ts';
import { holdGrant, noGrant } from '../../roles/door.ts';
import { isInAnyGroup, type UserRecord } from '../../users/door.ts';
import type { OpeningDependencies } from '../dependencies.ts';
import { newRefreshToken, type RefreshToken } from '../refresh-tokens.ts';
import { insertSessions, type LiveSession, type NewSession } from '../repository/sessions.ts';

/** A session's tokens and whose they are. */
export interface OpenedSession {
  readonly user: UserRecord;
  readonly accessToken: string;
  readonly accessTokenExpiresAt: Date;
  readonly refreshToken: string;
  readonly refreshTokenExpiresAt: Date;
}

/** A session, and the refresh token with which it goes on. */
export interface Renewal {
  readonly session: LiveSession;
  readonly refresh: RefreshToken;
}

/** A session to open: for whom, with what program, and the guest that it grows out of. */
export interface Opening {
  readonly user: UserRecord;
  readonly guestId: string | null;
  /** What the client calls itself; null where it does not say. */
  readonly userAgent: string | null;
  /** How the user proved who they are (RFC 8176); empty for a guest. */
  readonly authenticationMethods: readonly string[];
}

/** What is kept of what a client calls itself. */
const maxUserAgentLength = 400;

/** A user's session that begins. */
type Begun = Renewal & { readonly user: UserRecord; readonly session: NewSession };

/** Starts a session for a user within a transaction. */
export async function openSession(
  dependencies: OpeningDependencies,
  tx: Transaction<Tables>,
  opening: Opening,
): Promise<OpenedSession> {
  const [opened] = await openSessions(dependencies, tx, [opening]);
  if (opened === undefined) throw new RangeError('A session was not opened');
  return opened;
}

/** Starts sessions for users within a transaction, aligned. */
export async function openSessions(
  dependencies: OpeningDependencies,
  tx: Transaction<Tables>,
  openings: readonly Opening[],
): Promise<OpenedSession[]> {
  const begun = openings.map((opening) => begin(dependencies, opening));
  await insertSessions(tx, begun);
  return Promise.all(begun.map((one) => issueTokens(dependencies, tx, one)));
}

function begin(
  { newId, now }: OpeningDependencies,
  { user, guestId, userAgent, authenticationMethods }: Opening,
): Begun {
  const kept = userAgent?.slice(0, maxUserAgentLength) ?? null;
  const methods = [...authenticationMethods];
  const about = { userAgent: kept, createdAt: now(), authenticationMethods: methods };
  const session = { id: newId(), userId: user.id, guestId, ...about };
  return { user, session, refresh: newRefreshToken(now()) };
}

/** Signs an access token for a session's user as they are now, to go with its refresh token. */
export async function issueTokens(
  { accessTokens, now }: OpeningDependencies,
  tx: Transaction<Tables>,
  { user, session, refresh }: Renewal & { readonly user: UserRecord },
): Promise<OpenedSession> {
  const { role, email } = user;
  const { id: sessionId, guestId, authenticationMethods } = session;
  const subject = { userId: user.id, sessionId, role, email, guestId, authenticationMethods };
  const { permissions } = role === 'STAFF' ? await holdGrant(tx, user.id) : noGrant;
  const isGrouped = role === 'CUSTOMER' && (await isInAnyGroup(tx, user.id));
  const access = await accessTokens.sign({ ...subject, permissions, isGrouped }, now());
  return {
    user,
    accessToken: access.token,
    accessTokenExpiresAt: access.expiresAt,
    refreshToken: refresh.token,
    refreshTokenExpiresAt: refresh.expiresAt,
  };
}
