import { expect, it } from 'vitest';
import { acceptedStream } from './accepted-stream.ts';
import { eventStream } from './event-stream.ts';
import { multipartStream } from './multipart-stream.ts';

it.each([
  ['text/event-stream', eventStream],
  ['application/json, text/event-stream;q=0.9', eventStream],
  ['multipart/mixed;subscriptionSpec=1.0, application/json', multipartStream],
  ['multipart/mixed;boundary="graphql";subscriptionSpec="1.0",application/json', multipartStream],
  ['multipart/mixed; deferSpec=20220824, application/json', undefined],
  ['application/graphql-response+json, application/json', undefined],
  ['*/*', undefined],
  [undefined, undefined],
])('%s', (accept, format) => {
  expect(acceptedStream(accept)).toBe(format);
});
