import { ExchangeError, type ExchangeFault } from './http1/exchange-error.ts';

const neverSent = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);
const lostInFlight = new Set([
  'ECONNRESET',
  'EPIPE',
  'UND_ERR_SOCKET',
  'UND_ERR_DESTROYED',
  'UND_ERR_CLOSED',
]);
const timedOut = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT']);

/**
 * How a request to a replica failed:
 * - `never-sent`: the replica received nothing, so that even a mutation may go to another one;
 * - `lost`: the connection broke after the request was sent, so that only queries may be repeated;
 * - `timeout`: the replica did not answer in time;
 * - `other`: anything else.
 */
export type ConnectionFailure = 'never-sent' | 'lost' | 'timeout' | 'other';

const failureOfFault: Readonly<Record<ExchangeFault, ConnectionFailure>> = {
  'connect-timeout': 'never-sent',
  closed: 'lost',
  timeout: 'timeout',
  malformed: 'other',
  'too-large': 'other',
};

/** Classifies an error of a connection: ours, undici's, or that of the socket below. */
export function connectionFailure(error: unknown): ConnectionFailure {
  if (error instanceof ExchangeError) return failureOfFault[error.fault];
  const code = errorCode(error);
  if (neverSent.has(code)) return 'never-sent';
  if (lostInFlight.has(code)) return 'lost';
  return timedOut.has(code) ? 'timeout' : 'other';
}

function errorCode(error: unknown): string {
  if (error instanceof AggregateError) return errorCode(error.errors[0]);
  if (!(error instanceof Error) || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}
