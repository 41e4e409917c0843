import type { TokenVerifier, Viewer } from '@cartwright/identity';
import { GraphQLError } from 'graphql';
import { decodeJwt } from 'jose';
import type { WebSocket } from 'ws';
import { longestTimerMs } from '../pipeline/end-at.ts';
import { closeCodes } from './close-codes.ts';
import type { ConnectionCounts } from './connection-counts.ts';
import type { SocketSession } from './socket-session.ts';

/** A socket that asks to be let in. */
export interface Applicant {
  readonly socket: WebSocket;
  readonly headers: Readonly<Record<string, string>>;
  readonly clientAddress: string;
}

/** Who is let in. */
export interface SocketAdmission {
  readonly verifyToken: TokenVerifier;
  /** The time by which tokens expire. */
  readonly now: () => Date;
  readonly counts: ConnectionCounts;
}

type CloseCode = (typeof closeCodes)[keyof typeof closeCodes];

/** Lets a socket in until its token expires, or closes it and gives undefined. */
export async function admitSocket(
  { socket, headers, clientAddress }: Applicant,
  { verifyToken, counts, now }: SocketAdmission,
): Promise<SocketSession | undefined> {
  try {
    const viewer = await verifyToken(headers['authorization']);
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
  const isTokensFault = error instanceof GraphQLError && error.extensions['code'] === 'UNAUTHENTICATED';
  if (!isTokensFault) return closeCodes.tryAgainLater;
  return hasExpired(authorization, now) ? closeCodes.tokenExpired : closeCodes.badToken;
}

/** Only chooses between two ways to say no, so that the token need not be verified for it. */
function hasExpired(authorization: string, now: Date): boolean {
  try {
    const { exp } = decodeJwt(authorization.replace(/^Bearer +/i, ''));
    return exp !== undefined && exp * 1000 <= now.getTime();
  } catch {
    return false;
  }
}

function closeAtExpiry(socket: WebSocket, { expiresAt }: Viewer, now: Date): void {
  const remainingMs = Math.min(Math.max(expiresAt.getTime() - now.getTime(), 0), longestTimerMs);
  const { code, reason } = closeCodes.tokenExpired;
  const timer = setTimeout(() => socket.close(code, reason), remainingMs);
  socket.once('close', () => clearTimeout(timer));
}
