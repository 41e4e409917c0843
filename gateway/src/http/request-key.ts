import type { FastifyRequest } from 'fastify';

/** Longer requests are read each time; what clients send again and again is shorter. */
const maxLength = 16_384;
/** The headers by which answers may differ that everybody gets: those of `variesBy` in the schema. */
const segmentHeaders = ['x-currency'] as const;

/**
 * The bytes of a request that its answer may follow from, in the spelling in which they came; undefined for a request that is not
 * found by them. What is in none of them has no part in an answer that everybody gets.
 */
export function keyOfRequest({ method, url, rawBody, headers }: FastifyRequest): string | undefined {
  const sent = method === 'POST' ? rawBody?.toString('latin1') : url;
  if (sent === undefined || sent.length > maxLength) return undefined;
  const kind = method === 'POST' ? 'POST' : 'GET';
  const segment = segmentHeaders.map((name) => String(headers[name] ?? '')).join('\n');
  return `${kind}\n${segment}\n${sent}`;
}
