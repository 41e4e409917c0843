import type { TokenVerifier, WatchToken } from '@cartwright/identity';
import type { WebSocket } from 'ws';
import type { AccessTokenFor } from '../api-keys/api-key-tokens.ts';
import type { RateLimits } from '../rate/rate-limits.ts';
import type { ClientPlaces } from '../rate/client-places.ts';
import { closeCodes } from './close-codes.ts';
import { withAccessToken, type SocketSession } from './socket-session.ts';

/** A socket whose client has asked to connect. */
export interface Applicant {
  readonly socket: WebSocket;
  readonly headers: Readonly<Record<string, string>>;
  readonly clientAddress: string;
  /** Gives up the place of who has not been admitted. */
  readonly stopWaiting: () => void;
}

/** What sockets are admitted by. */
export interface SocketAdmission {
  readonly verifyToken: TokenVerifier;
  readonly accessTokenFor: AccessTokenFor;
  readonly watchToken: WatchToken;
  readonly places: ClientPlaces;
  readonly rates: RateLimits;
}

const closeCodesOfEnds = { EXPIRED: closeCodes.tokenExpired, REVOKED: closeCodes.sessionEnded } as const;

type CloseCode = (typeof closeCodes)[keyof typeof closeCodes];

/**
 * Admits a socket until its token expires or its session ends, or closes it and returns undefined; also when it is closed by then. A token that
 * speaks for nobody keeps no one out; one that cannot be checked does, so that the client comes back: a socket keeps its
 * viewer for as long as it lives.
 */
export async function admitSocket(
  { socket, headers: given, clientAddress, stopWaiting }: Applicant,
  { verifyToken, accessTokenFor, places, rates, watchToken }: SocketAdmission,
): Promise<SocketSession | undefined> {
  const headers = await withAccessToken(given, (sent) => accessTokenFor(sent, clientAddress));
  const { viewer, tokenFault } = await verifyToken(headers['authorization'], () =>
    rates.countToken(clientAddress),
  );
  if (socket.readyState !== socket.OPEN) return;
  if (tokenFault === 'UNVERIFIABLE') {
    refuse(socket, closeCodes.tryAgainLater);
    return;
  }
  const release = places.tryTake({ viewer, clientAddress });
  if (release === undefined) {
    refuse(socket, closeCodes.tooManyConnections);
    return;
  }
  stopWaiting();
  socket.once('close', release);
  const stopWatching = watchToken(viewer, (end) => refuse(socket, closeCodesOfEnds[end]));
  socket.once('close', stopWatching);
  return { viewer, tokenFault, headers, clientAddress };
}

function refuse(socket: WebSocket, { code, reason }: CloseCode): void {
  socket.close(code, reason);
}
