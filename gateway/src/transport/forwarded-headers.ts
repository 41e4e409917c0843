import type { IncomingHttpHeaders } from 'node:http';
import { requestedCurrency } from '@cartwright/graph';
import { continueTrace, requestIdFrom } from '@cartwright/process';

/** The headers of a client that are forwarded to subgraphs; no others are. */
export interface ForwardedHeaders {
  readonly 'x-request-id': string;
  readonly traceparent: string;
  readonly authorization?: string;
  readonly 'accept-language'?: string;
  readonly 'x-currency'?: string;
}

const optionalNames = ['authorization', 'accept-language', 'x-currency'] as const;

/**
 * Picks the forwarded headers; a request without an id or a trace gets a new one.
 * @throws BAD_USER_INPUT when `x-currency` names a currency that the store does not sell in
 */
export function forwardedHeaders(incoming: IncomingHttpHeaders): ForwardedHeaders {
  requestedCurrency(incoming);
  return {
    'x-request-id': requestIdFrom(incoming['x-request-id']),
    traceparent: continueTrace(incoming['traceparent']),
    ...optionalHeaders(incoming),
  };
}

function optionalHeaders(incoming: IncomingHttpHeaders): Partial<ForwardedHeaders> {
  const present = optionalNames.flatMap((name) => {
    const value = incoming[name];
    return typeof value === 'string' ? [[name, value]] : [];
  });
  return Object.fromEntries(present) as Partial<ForwardedHeaders>;
}
