import { validateHeaderValue, type IncomingHttpHeaders } from 'node:http';
import { badUserInput } from '@cartwright/errors';
import { requestedCountry, requestedCurrency } from '@cartwright/graph';
import { requestedLanguage } from '@cartwright/languages';
import { clientNetworks } from '../rate/client-networks.ts';
import { continueTrace, requestIdFrom } from '@cartwright/process';

/** The headers of a client that are forwarded to subgraphs; no others are. */
export interface ForwardedHeaders {
  readonly 'x-request-id': string;
  readonly traceparent: string;
  readonly authorization?: string;
  /** The language that the request is answered in, where it asks for any: one that the shop has. */
  readonly 'accept-language'?: string;
  readonly 'x-currency'?: string;
  readonly 'x-country'?: string;
  readonly 'user-agent'?: string;
  /** The network that the client is in as the gateway sees it, whatever the client says. */
  readonly 'x-client-network': string;
}

const optionalNames = ['authorization', 'accept-language', 'x-currency', 'x-country', 'user-agent'] as const;

/**
 * Picks the forwarded headers; a request without an id or a trace gets a new one, where it is not given.
 * @throws BAD_USER_INPUT when `x-currency` names a currency that the store does not sell in, or `x-country` no country, or when a header that came in a
 * message of a WebSocket could not stand in a request
 */
export function forwardedHeaders(
  incoming: IncomingHttpHeaders,
  clientAddress: string,
  requestId = requestIdFrom(incoming['x-request-id']),
): ForwardedHeaders {
  requestedCurrency(incoming);
  requestedCountry(incoming);
  return {
    'x-request-id': requestId,
    traceparent: continueTrace(incoming['traceparent']),
    'x-client-network': clientNetworks(clientAddress).address,
    ...optionalHeaders(incoming),
  };
}

function optionalHeaders(incoming: IncomingHttpHeaders): Partial<ForwardedHeaders> {
  const present = optionalNames.flatMap((name) => {
    const value = incoming[name];
    if (typeof value !== 'string') return [];
    const sent = sendable(name, value);
    return [[name, name === 'accept-language' ? requestedLanguage(incoming) : sent]];
  });
  return Object.fromEntries(present) as Partial<ForwardedHeaders>;
}

function sendable(name: string, value: string): string {
  try {
    validateHeaderValue(name, value);
    return value;
  } catch {
    throw badUserInput(`The header ${name} holds a character that headers cannot have.`);
  }
}
