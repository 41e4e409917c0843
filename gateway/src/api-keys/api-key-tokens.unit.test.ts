import { newApiKey, type ViewerContext } from '@cartwright/identity';
import { expect, it } from 'vitest';
import { exchangingApiKeys } from './api-key-tokens.ts';

const client = '192.0.2.1';

/** Accounts that knows these keys, and counts what it is asked. */
function store(keys: readonly string[]) {
  const asked: string[] = [];
  const counted: string[] = [];
  const state = { nowMs: 0, isRevoked: false, isAway: false };
  const tokenFor = exchangingApiKeys({
    accounts: {
      execute: ({ variables, forwarded }) => {
        asked.push(forwarded['x-client-network']);
        if (state.isAway) return Promise.resolve({ data: null });
        const isKnown = keys.includes(String(variables['key'])) && !state.isRevoked;
        const session = isKnown ? { accessToken: `a.b.${asked.length}` } : {};
        return Promise.resolve({ data: { apiKeySessionCreate: session } });
      },
    },
    rates: {
      countOperation: ({ clientAddress }) => {
        counted.push(clientAddress);
        return Promise.resolve();
      },
    },
    verifyToken: (): Promise<ViewerContext> =>
      Promise.resolve(state.isRevoked ? { viewer: null, tokenFault: 'REVOKED' } : { viewer: null }),
    now: () => new Date(state.nowMs),
  });
  return { tokenFor, asked, counted, state };
}

it('leaves alone whatever is no key', async () => {
  const { tokenFor, asked } = store([]);
  expect(await tokenFor(undefined, client)).toBeUndefined();
  expect(await tokenFor('Bearer a.b.c', client)).toBe('Bearer a.b.c');
  expect(asked).toEqual([]);
});

it('asks once in five minutes for a key, from where the machine is', async () => {
  const key = newApiKey();
  const { tokenFor, asked, counted, state } = store([key]);
  const first = await Promise.all([1, 2, 3].map(() => tokenFor(`Bearer ${key}`, client)));
  expect(new Set(first)).toEqual(new Set(['Bearer a.b.1']));
  expect([asked, counted]).toEqual([[client], [client]]);
  state.nowMs = 5 * 60_000;
  expect(await tokenFor(`bearer ${key}`, client)).toBe('Bearer a.b.2');
});

it('refuses a key that was revoked as soon as its token is', async () => {
  const key = newApiKey();
  const { tokenFor, state } = store([key]);
  await tokenFor(`Bearer ${key}`, client);
  state.isRevoked = true;
  expect(await tokenFor(`Bearer ${key}`, client)).toBe('Bearer refused');
});

it('counts what it asks, and asks nothing of what is no key by its own checksum', async () => {
  const { tokenFor, asked, counted } = store([]);
  const key = newApiKey();
  expect(await tokenFor(`Bearer ${key}`, client)).toBe('Bearer refused');
  expect(await tokenFor(`Bearer ${key}`, client)).toBe('Bearer refused');
  expect(await tokenFor(`Bearer ${key}x`, client)).toBe('Bearer refused');
  expect([asked.length, counted.length]).toEqual([1, 1]);
});

it('refuses nobody for ever while accounts is away', async () => {
  const key = newApiKey();
  const { tokenFor, state } = store([key]);
  state.isAway = true;
  await expect(tokenFor(`Bearer ${key}`, client)).rejects.toThrow('cannot be checked');
  state.isAway = false;
  expect(await tokenFor(`Bearer ${key}`, client)).toBe('Bearer a.b.2');
});
