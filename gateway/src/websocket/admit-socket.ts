import { atExpiry, type TokenVerifier, type Viewer } from '@cartwright/identity';
import { GraphQLError } from 'graphql';
import { decodeJwt } from 'jose';
import type { WebSocket } from 'ws';
import { closeCodes } from './close-codes.ts';
import type { ConnectionCounts } from './connection-counts.ts';
import type { SocketSession } from './socket-session.ts';

/** A socket whose client has asked to connect. */
export interface Applicant {
  readonly socket: WebSocket;
  readonly headers: Readonly<Record<string, string>>;
  readonly clientAddress: string;
}

/** What sockets are admitted by. */
export interface SocketAdmission {
  readonly verifyToken: TokenVerifier;
  /** The time by which tokens expire. */
  readonly now: () => Date;
  readonly counts: ConnectionCounts;
}

type CloseCode = (typeof closeCodes)[keyof typeof closeCodes];

/** Admits a socket until its token expires, or closes it and returns undefined; also when it is closed by then. */
export async function admitSocket(
  { socket, headers, clientAddress }: Applicant,
  { verifyToken, counts, now }: SocketAdmission,
): Promise<SocketSession | undefined> {
  try {
    const viewer = await verifyToken(headers['authorization']);
    if (socket.readyState !== socket.OPEN) return;
    const release = counts.take(viewer?.id ?? clientAddress);
    if (release === undefined) {
      refuse(socket, closeCodes.tooManyConnections);
      return;
    }
    socket.once('close', release);
    if (viewer !== null) closeAtExpiry(socket, viewer, now());
    return { viewer, headers, clientAddress };
  } catch (error) {
    refuse(socket, refusal(error, now(), headers['authorization']));
    return;
  }
}

function refuse(socket: WebSocket, { code, reason }: CloseCode): undefined {
  socket.close(code, reason);
}

function refusal(error: unknown, now: Date, authorization = ''): CloseCode {
  const isBadToken = error instanceof GraphQLError && error.extensions['code'] === 'UNAUTHENTICATED';
  if (!isBadToken) return closeCodes.tryAgainLater;
  return hasExpired(authorization, now) ? closeCodes.tokenExpired : closeCodes.badToken;
}

/** Only chooses between two close codes, so that the token need not be verified. */
function hasExpired(authorization: string, now: Date): boolean {
  try {
    const { exp } = decodeJwt(authorization.replace(/^Bearer +/i, ''));
    return exp !== undefined && exp * 1000 <= now.getTime();
  } catch {
    return false;
  }
}

function closeAtExpiry(socket: WebSocket, { expiresAt }: Viewer, now: Date): void {
  const { code, reason } = closeCodes.tokenExpired;
  socket.once(
    'close',
    atExpiry(expiresAt, now, () => socket.close(code, reason)),
  );
}
