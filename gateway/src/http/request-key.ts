import type { IncomingHttpHeaders } from 'node:http';
import { requestedLanguage } from '@cartwright/languages';

/** What of a request its answer may follow from. */
export interface KeyedRequest {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly rawBody?: Buffer | undefined;
}

/** Longer requests are read each time; what clients send again and again is shorter. */
export const maxKeyLength = 16_384;

/**
 * The bytes of a request that its answer may follow from, in the spelling in which they came; undefined for a request that is not
 * found by them. What is in none of them has no part in an answer that everybody gets.
 */
export function keyOfRequest({ method, url, rawBody, headers }: KeyedRequest): string | undefined {
  const sent = method === 'POST' ? rawBody?.toString('latin1') : url;
  if (sent === undefined || sent.length > maxKeyLength) return undefined;
  const kind = method === 'POST' ? 'POST' : 'GET';
  return `${kind}\n${segmentOf(headers)}\n${sent}`;
}

/** What answers may differ by that everybody gets: the headers of `variesBy` in the schema. Of languages there are many spellings. */
function segmentOf(headers: IncomingHttpHeaders): string {
  return `${String(headers['x-currency'] ?? '')}\n${String(headers['x-country'] ?? '')}\n${requestedLanguage(headers)}`;
}
