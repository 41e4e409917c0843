import type { StreamFormat } from './stream-format.ts';

const boundary = 'graphql';

/**
 * Apollo's multipart subscription protocol 1.0, which Apollo's iOS and Kotlin clients speak by default. As Apollo Router writes
 * it, each part is sent together with the boundary that ends it: a client knows only then that the part is whole.
 * https://www.apollographql.com/docs/graphos/routing/operations/subscriptions/multipart-protocol
 */
export const multipartStream: StreamFormat = {
  contentType: `multipart/mixed;boundary="${boundary}";subscriptionSpec=1.0`,
  heartbeatMs: 5_000,
  heartbeat: part('{}'),
  // Clients take what stands before a boundary for a part as soon as they have that boundary.
  preamble: '',
  opening: `\r\n--${boundary}\r\n`,
  result: ({ json }) => part(`{"payload":${json}}`),
  failure: ({ errors, extensions }) => lastPart(JSON.stringify({ payload: null, errors, extensions })),
  end: lastPart('{}'),
};

function part(json: string): string {
  return `content-type: application/json\r\n\r\n${json}\r\n--${boundary}\r\n`;
}

function lastPart(json: string): string {
  return part(json).replace(/\r\n$/, '--\r\n');
}
