import { expect, it } from 'vitest';
import { acceptedStream } from './accepted-stream.ts';
import { serverSentEvents } from './server-sent-events.ts';
import { multipartStream } from './multipart-stream.ts';

it.each([
  ['text/event-stream', serverSentEvents],
  ['application/json, text/event-stream;q=0.9', serverSentEvents],
  ['multipart/mixed;subscriptionSpec=1.0, application/json', multipartStream],
  ['multipart/mixed;boundary="graphql";subscriptionSpec="1.0",application/json', multipartStream],
  ['multipart/mixed; deferSpec=20220824, application/json', undefined],
  ['application/graphql-response+json, application/json', undefined],
  ['*/*', undefined],
  [undefined, undefined],
])('chooses the stream format for Accept: %s', (accept, format) => {
  expect(acceptedStream(accept)).toBe(format);
});
