import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { rateLimited } from '@cartwright/errors';
import { answerRaw } from '@cartwright/process';
import { GraphQLError } from 'graphql';
import { httpError } from '../errors/http-error.ts';
import { foreignOrigin } from '../http/foreign-origin.ts';
import { formatError } from '../errors/format-error.ts';
import { clientNetworks } from '../rate/client-networks.ts';
import type { ConnectionCounts } from '../rate/connection-counts.ts';
import type { RateLimits } from '../rate/rate-limits.ts';

/** What upgrades to a WebSocket are admitted by. */
export interface UpgradeAdmission {
  readonly rates: RateLimits;
  /** Sockets by address whose client has not said who it is. */
  readonly waiting: ConnectionCounts;
  readonly maxWaiting: number;
  /** How often that many an address may have. */
  readonly timesAt: (clientAddress: string) => number;
  /** Whether an origin's pages may not connect. */
  readonly isForeign: (origin: string | undefined) => boolean;
}

/** Takes a place among those who wait to be admitted; the returned function gives it up. @throws NOT_FOUND, 403, RATE_LIMITED */
export async function admitUpgrade(
  { url, headers }: Pick<IncomingMessage, 'url' | 'headers'>,
  clientAddress: string,
  { rates, waiting, maxWaiting, timesAt, isForeign }: UpgradeAdmission,
): Promise<() => void> {
  if (url?.split('?', 1)[0] !== '/graphql')
    throw httpError(404, 'There is nothing here. WebSockets connect to /graphql.');
  if (isForeign(headers.origin)) throw foreignOrigin();
  const leave = waiting.take(clientNetworks(clientAddress).address, maxWaiting * timesAt(clientAddress));
  if (leave === undefined) throw rateLimited(1_000, 'Too many connections at the same time');
  try {
    await rates.countArrival(clientAddress);
    return leave;
  } catch (error) {
    leave();
    throw error;
  }
}

/** Answers an upgrade that is refused, and ends its connection. */
export function refuseUpgrade(socket: Duplex, error: unknown, publicUrl: string | undefined): void {
  const told = error instanceof GraphQLError ? error : httpError(500, 'Something went wrong on our side.');
  const { status = 500, headers = [] } = (told.extensions['http'] ?? {}) as {
    readonly status?: number;
    readonly headers?: Iterable<readonly [string, string]>;
  };
  const errors = [formatError(told.toJSON())];
  answerRaw(socket, { status, headers: Object.fromEntries(headers), errors }, publicUrl);
}
