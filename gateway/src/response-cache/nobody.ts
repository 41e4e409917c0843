import { requestedCurrency } from '@cartwright/graph';
import { requestedLanguage } from '@cartwright/languages';
import type { RequestContext } from '../execution/request-context.ts';
import type { ForwardedHeaders } from '../transport/forwarded-headers.ts';

/**
 * What is forwarded of a request whose answer everybody gets: nothing that says who asks, and the headers that are part of the
 * key in one spelling. So an answer cannot differ by anything that the key does not hold.
 */
export function asNobody(context: RequestContext, segment: Segment): RequestContext {
  const { requestId, clientAddress, forwarded, turn } = context;
  const { 'x-request-id': id, traceparent, 'x-client-network': network } = forwarded;
  const neutral: ForwardedHeaders = {
    'x-request-id': id,
    traceparent,
    'x-client-network': network,
    ...segment,
  };
  return { viewer: null, requestId, clientAddress, forwarded: neutral, turn };
}

/** The headers by which an answer differs, in one spelling. */
export type Segment = Readonly<Record<string, string>>;

/** Reads the segment of a request. */
export function segmentOf(forwarded: ForwardedHeaders, variesBy: readonly string[]): Segment {
  const headers = forwarded as unknown as Readonly<Record<string, unknown>>;
  return Object.fromEntries(variesBy.map((name) => [name, oneSpelling(name, headers)]));
}

function oneSpelling(name: string, headers: Readonly<Record<string, unknown>>): string {
  if (name === 'x-currency') return requestedCurrency(headers);
  return name === 'accept-language' ? requestedLanguage(headers) : textOf(headers[name]);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim().toLowerCase() : '';
}

/** Whether what somebody in a group of customers gets may be another answer: what follows from the country does from groups, too. */
export function differsByGroup(variesBy: readonly string[]): boolean {
  return variesBy.includes('x-country');
}
