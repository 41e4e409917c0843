import type { StreamFormat } from './stream-format.ts';

/**
 * Server-sent events, "distinct connections mode".
 * https://github.com/enisdenjo/graphql-sse/blob/master/PROTOCOL.md#distinct-connections-mode
 */
export const serverSentEvents: StreamFormat = {
  contentType: 'text/event-stream; charset=utf-8',
  heartbeatMs: 12_000,
  heartbeat: ':\n\n',
  preamble: ':\n\n',
  opening: '',
  result: ({ json }) => next(json),
  failure: ({ errors, extensions }) => `${next(JSON.stringify({ errors, extensions }))}${complete()}`,
  end: complete(),
};

function next(json: string): string {
  return `event: next\ndata: ${json}\n\n`;
}

function complete(): string {
  return 'event: complete\ndata:\n\n';
}
