import { expect, it } from 'vitest';
import { multipartStream } from '../streaming/multipart-stream.ts';
import { serverSentEvents } from '../streaming/server-sent-events.ts';
import { negotiate } from './negotiate.ts';

const json = 'application/json';
const graphql = 'application/graphql-response+json';
const events = serverSentEvents;
const parts = multipartStream;
const apollo = 'multipart/mixed;boundary="graphql";subscriptionSpec=1.0';
const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8';

it.each([
  [undefined, graphql, undefined],
  ['', graphql, undefined],
  ['*/*', json, undefined],
  ['*', json, undefined],
  ['application/*', json, undefined],
  [json, json, undefined],
  ['APPLICATION/JSON', json, undefined],
  [`${json}; charset=utf-8`, json, undefined],
  [`${json}; charset=iso-8859-1`, undefined, undefined],
  [`${json};q=0`, undefined, undefined],
  [`${json};q=0, */*`, graphql, undefined],
  [`${graphql};q=0, application/*`, json, undefined],
  [`${graphql}, ${json};q=0.9`, graphql, undefined],
  [`${graphql};q=0.5, ${json};q=0.9`, json, undefined],
  [`${graphql}, ${json}`, graphql, undefined],
  [`${json}, ${graphql}`, json, undefined],
  [`*/*, ${graphql}`, graphql, undefined],
  ['image/png', undefined, undefined],
  ['image/png, nonsense, */*;q=0.1', json, undefined],
  ['text/event-stream', undefined, events],
  ['text/*', undefined, events],
  ['text/event-stream, */*', json, events],
  [`${json}, text/event-stream`, json, events],
  [`${json}, text/event-stream;q=0`, json, undefined],
  [`${graphql}, application/graphql+json, ${json}, text/event-stream, multipart/mixed`, graphql, events],
  ['text/event-stream, multipart/mixed', undefined, events],
  ['multipart/mixed', undefined, undefined],
  ['multipart/*', undefined, undefined],
  ['multipart/mixed;deferSpec=20220824', undefined, undefined],
  ['multipart/mixed;subscriptionSpec=2.0', undefined, undefined],
  [`${apollo},${json}`, json, parts],
  ['multipart/mixed; boundary=graphql; SubscriptionSpec="1.0"', undefined, parts],
  ['multipart/mixed;deferSpec="2022,0824";subscriptionSpec=1.0;q=0.5', undefined, parts],
  [`${apollo};q=0, ${json}`, json, undefined],
  [`${apollo};q=0.5, text/event-stream;q=0.7`, undefined, events],
  [`${apollo}, text/event-stream`, undefined, parts],
  [browser, json, undefined],
] as const)('weighs "%s"', (accept, single, stream) => {
  const { json, stream: chosen } = negotiate({ method: 'POST', headers: { accept } });
  expect([json, chosen?.contentType]).toEqual([single, stream?.contentType]);
});

it.each([
  ['GET', `${apollo}, text/event-stream;q=0.5`, events],
  ['GET', apollo, undefined],
  ['HEAD', 'text/event-stream', undefined],
])('with %s weighs what that method can carry of "%s"', (method, accept, stream) => {
  expect(negotiate({ method, headers: { accept } }).stream).toBe(stream);
});

it.each([
  [browser, true],
  ['*/*', false],
  [json, false],
])('knows whether "%s" asks for a page', (accept, page) => {
  expect(negotiate({ method: 'GET', headers: { accept } }).page).toBe(page);
});
