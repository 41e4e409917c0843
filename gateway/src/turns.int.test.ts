import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startToyStore, type ToyStore } from './testing/start-toy-store.ts';
import { transports } from './testing/transports.ts';

let store: ToyStore;
beforeEach(async () => {
  store = await startToyStore({ MAX_RUNNING_PER_NETWORK: '2', TRUSTED_PROXIES: 'loopback' });
});
afterEach(() => store[Symbol.asyncDispose]());

const me = '{ me { id } }';

describe.each(Object.entries(transports))('over %s', (_name, send) => {
  it('a crowd of one network waits in line, and whom the line is too long for is told so', async () => {
    const stuck = Promise.withResolvers<undefined>();
    store.accounts.stuckUntil = stuck.promise;
    const answers = Array.from({ length: 60 }, () => send(store, { query: me }));
    const refused = new Set<unknown>();
    for (const answer of answers) void answer.then(({ errors }) => errors && refused.add(answer));
    await expect.poll(() => refused.size, { timeout: 20_000 }).toBeGreaterThan(20);
    expect(store.accounts.requests.length).toBeLessThan(10);
    stuck.resolve(undefined);
    const ended = await Promise.all(answers);
    const told = ended.filter(({ errors }) => errors !== undefined);
    expect(told.length).toBe(refused.size);
    for (const { errors, status = 429 } of told) {
      expect(errors).toMatchObject([{ extensions: { code: 'RATE_LIMITED' } }]);
      expect(status).toBe(429);
    }
    expect(ended.filter(({ data }) => data !== undefined).length).toBeGreaterThanOrEqual(26);
  });
});

it('who comes from elsewhere does not wait for a crowd', async () => {
  const stuck = Promise.withResolvers<undefined>();
  store.accounts.stuckUntil = stuck.promise;
  const from = (address: string) => store.gateway.post({ query: me }, { 'x-forwarded-for': address });
  const crowd = Array.from({ length: 20 }, () => from('203.0.113.7'));
  await expect.poll(() => store.accounts.requests.length).toBeGreaterThan(0);
  const single = from('198.51.100.7');
  const networks = () => store.accounts.requests.map(({ headers }) => headers['x-client-network']);
  await expect.poll(networks).toContain('198.51.100.7');
  expect(networks().length).toBeLessThan(10);
  stuck.resolve(undefined);
  const statuses = (await Promise.all([...crowd, single])).map(({ status }) => status);
  expect(statuses).toEqual(Array.from({ length: 21 }, () => 200));
});
