import type { FastifyRequest } from 'fastify';

const tokenHeader = 'x-graphql-event-stream-token';

/** The token of the event stream that a request is about, in its header or, for a browser's `EventSource`, in the URL. */
export function streamToken({ headers, query }: FastifyRequest): string | undefined {
  const given = headers[tokenHeader] ?? (query as Readonly<Record<string, unknown>>)['token'];
  return typeof given === 'string' && given !== '' ? given : undefined;
}
