import type { StreamFormat } from './stream-format.ts';

const boundary = 'graphql';

/**
 * Apollo's multipart subscription protocol 1.0, which Apollo's iOS and Kotlin clients speak by default.
 * https://www.apollographql.com/docs/graphos/routing/operations/subscriptions/multipart-protocol
 */
export const multipartStream: StreamFormat = {
  contentType: `multipart/mixed;boundary="${boundary}";subscriptionSpec=1.0`,
  carriesSingleResults: false,
  heartbeatMs: 5_000,
  heartbeat: part({}),
  preamble: '',
  result: (payload) => part({ payload }),
  failure: (errors) => `${part({ payload: null, errors })}${close()}`,
  end: close(),
};

function part(content: object): string {
  return `\r\n--${boundary}\r\ncontent-type: application/json\r\n\r\n${JSON.stringify(content)}`;
}

function close(): string {
  return `\r\n--${boundary}--\r\n`;
}
