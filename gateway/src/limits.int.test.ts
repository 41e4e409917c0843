import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startToyStore, type ToyStore } from './testing/start-toy-store.ts';
import { transports } from './testing/transports.ts';

let store: ToyStore;
beforeAll(async () => {
  store = await startToyStore({ MAX_ALIASES: '3', MAX_DEPTH: '3', MAX_COST: '100', MAX_TOKENS: '60' });
});
afterAll(() => store[Symbol.asyncDispose]());

const many = (count: number, field: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => field(index)).join(' ');

describe.each(Object.entries(transports))('over %s', (_name, send) => {
  it.each([
    ['tokens', `{ me { ${many(60, () => 'id')} } }`],
    ['aliases', `{ me { ${many(4, (index) => `a${index}: id`)} } }`],
    ['depth', '{ order(id: "o1") { customer { latestOrder { customer { id } } } } }'],
    ['page size', '{ products(first: 101) { nodes { id } } }'],
    ['cost', '{ products(first: 100) { nodes { id name } } }'],
  ])(
    'an operation beyond the limit of %s is refused, with the same words everywhere',
    async (_limit, query) => {
      const { errors } = await send(store, { query });
      expect(errors).toHaveLength(1);
      expect(errors).toEqual((await transports.WebSocket(store, { query })).errors);
      expect([store.accounts.requests, store.products.requests, store.orders.requests]).toEqual([[], [], []]);
    },
  );

  it('operations beyond the rate are refused', async () => {
    await using slow = await startToyStore({ RATE_LIMIT_PER_SECOND: '1' });
    const answers = [1, 2, 3, 4, 5].map(() => send(slow, { query: '{ me { id } }' }));
    const refused = (await Promise.all(answers)).filter(({ errors }) => errors !== undefined);
    expect(refused.length).toBeGreaterThan(0);
    for (const { errors, status = 429 } of refused) {
      expect(errors).toMatchObject([{ extensions: { code: 'RATE_LIMITED' } }]);
      expect(status).toBe(429);
    }
  });
});
