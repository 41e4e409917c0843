import { afterAll, beforeAll, expect, it } from 'vitest';
import { signSample, startSampleSubgraph, type SampleSubgraph } from '../test/start-sample-subgraph.ts';

let sample: SampleSubgraph;
let routed = 0;
beforeAll(async () => {
  sample = await startSampleSubgraph({
    routes: (app) => {
      app.addHook('onRequest', (_request, _reply, done) => {
        routed += 1;
        done();
      });
    },
  });
});
afterAll(() => sample[Symbol.asyncDispose]());

const greeting = '{"query":"{ greeting(name: \\"Ada\\") }"}';
const plain = 'application/json; charset=utf-8';
/** The same to its route. */
const rare = 'application/json; charset=us-ascii';

/** Fastify ends the connection with a body that it cannot read. */
const ownToEach = ['date', 'server-timing', 'connection', 'keep-alive'];

interface Sent {
  readonly body?: string | Uint8Array<ArrayBuffer>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly isSigned?: boolean;
}

/** What is answered to a request of a type, and how many requests have met a route by it. */
async function ask(type: string, { body = greeting, headers = {}, isSigned = true }: Sent = {}) {
  const before = routed;
  const url = new URL('/graphql', sample.url);
  const target = { method: 'POST', authority: url.host, target: '/graphql', body };
  const signature = isSigned ? signSample(target) : {};
  const requestId = { 'x-request-id': 'request-4711' };
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': type, ...requestId, ...headers, ...signature },
    body,
  });
  const told = Object.fromEntries([...response.headers].filter(([name]) => !ownToEach.includes(name)));
  const isTimed = response.headers.has('server-timing');
  const answer = { status: response.status, told, isTimed, body: await response.text() };
  return { answer, routed: routed - before };
}

it.each<[string, Sent]>([
  ['an operation', {}],
  ['an operation for a certain type', { headers: { accept: 'application/graphql-response+json' } }],
  ['what takes no type of ours', { headers: { accept: 'text/html' } }],
  ['what is not signed', { isSigned: false }],
  ['what is no JSON', { body: '{"query":' }],
  ['what would change what objects are', { body: '{"query":"{ me { id } }","__proto__":{"a":1}}' }],
  ['what is not in UTF-8', { body: new Uint8Array([0x22, 0xff, 0x22]) }],
  ['what fails without anybody expecting it', { body: '{"query":"{ secretFailure }"}' }],
  ['a token that is none', { headers: { authorization: 'Bearer none' }, isSigned: false }],
])('answers %s at once as its route does', async (_what, sent) => {
  const atOnce = await ask(plain, sent);
  const byRoute = await ask(rare, sent);
  expect(atOnce.answer).toEqual(byRoute.answer);
  expect([atOnce.routed, byRoute.routed]).toEqual([0, 1]);
});

it('answers a signed request once', async () => {
  const url = new URL('/graphql', sample.url);
  const target = { method: 'POST', authority: url.host, target: '/graphql', body: greeting };
  const request = {
    method: 'POST',
    headers: { 'content-type': plain, ...signSample(target) },
    body: greeting,
  };
  const statuses = [(await fetch(url, request)).status, (await fetch(url, request)).status];
  expect(statuses).toEqual([200, 401]);
});

it.each<[string, Sent]>([
  ['a body that is compressed', { headers: { 'content-encoding': 'gzip' } }],
  ['a body that is too long', { body: ' '.repeat(1024 * 1024 + 1) }],
])('leaves %s to its route', async (_what, sent) => {
  expect((await ask(plain, sent)).routed).toBe(1);
});
