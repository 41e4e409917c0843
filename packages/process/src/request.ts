import type { IncomingHttpHeaders } from 'node:http';
import { holdsCardNumber } from '@cartwright/input';
import { v7 as uuidv7 } from 'uuid';
import { drawnRandom } from './drawn-random.ts';
import type { Logger } from './logging/logger.ts';

/** The request of one operation as resolvers see it, the same over HTTP and WebSocket. */
export interface SubgraphRequest {
  /** The gateway's `x-request-id`, or a new id. */
  readonly id: string;
  /** W3C trace context of this hop, to be passed on with messages and calls. */
  readonly traceparent: string;
  /** Header values by lower-case name; over WebSocket the connection parameters too. */
  readonly headers: Readonly<Record<string, string>>;
  /** Adds the request's id to every line. */
  readonly logger: Logger;
}

const requestIdPattern = /^[\w.-]{8,128}$/;
const traceparentPattern = /^00-([0-9a-f]{32})-[0-9a-f]{16}-([0-9a-f]{2})$/;

/** Keeps a request id that was sent, or makes a new one: it is logged, and so must hold no card number. */
export function requestIdFrom(header: unknown): string {
  const isId = typeof header === 'string' && requestIdPattern.test(header) && !holdsCardNumber(header);
  return isId ? header : uuidv7({ random: drawnRandom(16) });
}

/** Continues the caller's trace with a new span id, or starts a trace (https://www.w3.org/TR/trace-context/). */
export function continueTrace(traceparent: unknown): string {
  const [, traceId, flags] =
    traceparentPattern.exec(typeof traceparent === 'string' ? traceparent : '') ?? [];
  const isKept = traceId !== undefined && !holdsCardNumber(traceId);
  const spanId = drawnRandom(8).toString('hex');
  return `00-${isKept ? traceId : drawnRandom(16).toString('hex')}-${spanId}-${flags ?? '01'}`;
}

/** Header values as single strings under lower-case names; what is no text is left out. */
export function flatHeaders(
  headers: IncomingHttpHeaders | Readonly<Record<string, unknown>>,
): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (typeof value === 'string') flat[name.toLowerCase()] = value;
    else if (isTexts(value)) flat[name.toLowerCase()] = value.join(', ');
  }
  return flat;
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

/** Where the client is whose request the gateway passes on, as the gateway saw it; null for one that came another way. */
export function clientNetworkOf({ headers }: Pick<SubgraphRequest, 'headers'>): string | null {
  return headers['x-client-network'] ?? null;
}
