import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openClient } from './testing/open-client.ts';
import { startToyStore, type ToyStore } from './testing/start-toy-store.ts';

let store: ToyStore;
beforeEach(async () => {
  store = await startToyStore({ RATE_LIMIT_PER_SECOND: '10' });
});
afterEach(() => store[Symbol.asyncDispose]());

const query = '{ me { id } }';
/** An address may show ten new tokens at once and five in each second. */
const mostAtOnce = 10;
const tokens = (count: number) =>
  Promise.all(Array.from({ length: count }, (_, at) => store.gateway.issuer.authorization({ id: `u${at}` })));

describe('tokens that were not seen before', () => {
  it('are counted before they are looked at, over HTTP', async () => {
    const sent = (await tokens(30)).map((authorization) => store.gateway.post({ query }, { authorization }));
    const statuses = (await Promise.all(sent)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(mostAtOnce);
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(0);
  });

  it('are counted so over WebSocket', async () => {
    const codes: number[] = [];
    for (const authorization of await tokens(30)) {
      const { closed } = openClient(store.gateway.webSocketUrl, { authorization });
      void closed.then(({ code }) => codes.push(code));
    }
    await expect.poll(() => codes).toContain(1013);
  });

  it('are counted once', async () => {
    const [authorization = ''] = await tokens(1);
    const answers = await Promise.all(
      Array.from({ length: 15 }, () => store.gateway.post({ query }, { authorization })),
    );
    expect(answers.map(({ status }) => status)).not.toContain(429);
  });
});

it.each([
  ['GET', '/health/live'],
  ['GET', '/health/ready'],
  ['GET', '/'],
  ['GET', '/explorer/'],
  ['GET', '/schema.graphql'],
  ['GET', '/.well-known/jwks.json'],
  ['GET', '/images/a.svg'],
  ['POST', '/webhooks/simulator'],
  ['GET', '/nothing'],
  ['HEAD', '/nothing'],
  ['PUT', '/nothing'],
  ['OPTIONS', '/graphql'],
  ['GET', '/graphql'],
  ['HEAD', '/graphql'],
  ['PUT', '/graphql'],
  ['DELETE', '/graphql'],
  ['PATCH', '/graphql'],
])('%s %s is refused to an address that asks too often', async (method, path) => {
  await using busy = await startToyStore({ RATE_LIMIT_PER_SECOND: '1' });
  const ask = async () => {
    const { status, headers } = await fetch(busy.gateway.url + path, { method, redirect: 'manual' });
    return { status, retryAfter: headers.get('retry-after') };
  };
  const refused = async () =>
    (await Promise.all(Array.from({ length: 60 }, ask))).filter(({ status }) => status === 429);
  await expect.poll(refused, { timeout: 15_000 }).not.toEqual([]);
  expect((await refused()).every(({ retryAfter }) => Number(retryAfter) >= 1)).toBe(true);
});
