import { describe, expect, it, vi } from 'vitest';
import { createSession, type SessionOptions } from './session.ts';
import { memoryStorage } from './token-storage.ts';

const url = 'https://shop.example/graphql';
const minutes = 60_000;
const lifetimeMs = 15 * minutes;

type Answer = (variables: Record<string, { refreshToken?: string }>) => unknown;

/** A store that issues numbered tokens: `guest-1`, `guest-2`, … for the refresh tokens `refresh-1`, `refresh-2`, … */
function scriptedStore(answers: Record<string, Answer> = {}) {
  const asked: string[] = [];
  let count = 0;
  const issue = (user: string) => {
    count += 1;
    const claims = btoa(JSON.stringify({ sub: user, iat: 0, exp: lifetimeMs / 1000, count }));
    return {
      tokens: { accessToken: `x.${claims}.x`, accessTokenExpiresAt: '', refreshToken: `refresh-${count}` },
    };
  };
  const script: Record<string, Answer> = {
    GuestSessionCreate: () => ({ guestSessionCreate: issue('guest') }),
    SessionRefresh: () => ({ sessionRefresh: { __typename: 'SessionCreateSuccess', ...issue('guest') } }),
    SessionCreate: () => ({ sessionCreate: { __typename: 'SessionCreateSuccess', ...issue('ada') } }),
    SessionDelete: () => ({ sessionDelete: { signedOut: true } }),
    Orders: () => ({ orders: { totalCount: 0 } }),
    ...answers,
  };
  const send = vi.fn<typeof fetch>(async (_input, init) => {
    const { query, variables } = JSON.parse(init?.body as string) as { query: string; variables: never };
    const name = /(?:query|mutation) (\w+)/.exec(query)?.[1] ?? '';
    const isKnown = new Headers(init?.headers).has('authorization');
    asked.push(isKnown ? name : `${name} as nobody`);
    if (name === 'Orders' && !isKnown) {
      return Promise.resolve(
        json({ data: { orders: null }, errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] }),
      );
    }
    return Promise.resolve(json({ data: script[name]?.(variables) }));
  });
  return { asked, send, issue };
}

function json(body: unknown): Response {
  return new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' } });
}

const orders = { method: 'POST', body: JSON.stringify({ query: 'query Orders { orders { totalCount } }' }) };

function open(store: ReturnType<typeof scriptedStore>, options: Partial<SessionOptions> = {}) {
  let nowMs = 0;
  const session = createSession({ url, fetch: store.send, now: () => nowMs, ...options });
  return { session, pass: (ms: number) => (nowMs += ms) };
}

describe('a session', () => {
  it('begins as a guest’s only when the store wants to know who asks, once for all who ask at that time', async () => {
    const store = scriptedStore();
    const { session } = open(store);
    expect(await session.accessToken()).toBeUndefined();
    await Promise.all([session.fetch(url, orders), session.fetch(url, orders), session.fetch(url, orders)]);
    expect(store.asked.filter((name) => name.startsWith('Guest'))).toHaveLength(1);
    expect(store.asked.filter((name) => name === 'Orders')).toHaveLength(3);
  });

  it('is renewed before its token ends, once for all who ask at that time', async () => {
    const store = scriptedStore();
    const { session, pass } = open(store);
    const first = await session.renew(undefined);
    pass(lifetimeMs - 2 * minutes);
    expect(await session.accessToken()).toBe(first);
    pass(minutes);
    const [one, other] = await Promise.all([session.accessToken(), session.accessToken()]);
    expect(one).not.toBe(first);
    expect(other).toBe(one);
    expect(store.asked).toEqual(['GuestSessionCreate as nobody', 'SessionRefresh as nobody']);
  });

  it('uses its token to the end while the store cannot be reached', async () => {
    const store = scriptedStore();
    const { session, pass } = open(store);
    const first = await session.renew(undefined);
    store.send.mockRejectedValue(new TypeError('fetch failed'));
    pass(lifetimeMs - 1);
    expect(await session.accessToken()).toBe(first);
    pass(1);
    await expect(session.accessToken()).rejects.toThrow('fetch failed');
  });

  it('that the store knows no more is told to have ended, and a guest’s begins', async () => {
    const store = scriptedStore({
      SessionRefresh: () => ({
        sessionRefresh: { __typename: 'InvalidRefreshTokenError', message: 'Unknown.' },
      }),
    });
    const { session } = open(store);
    const changes = vi.fn();
    session.onChange(changes);
    await session.signIn({ email: 'ada@example.com', password: 'secret' });
    const refused = await session.accessToken();
    expect(await session.renew(refused)).not.toBe(refused);
    expect(changes.mock.calls).toEqual([['signed-in'], ['ended']]);
  });

  it('is forgotten on the device before the store is told', async () => {
    const storage = memoryStorage();
    const store = scriptedStore();
    const { session } = open(store, { storage });
    await session.signIn({ email: 'ada@example.com', password: 'secret' });
    store.send.mockRejectedValue(new TypeError('fetch failed'));
    await expect(session.signOut()).rejects.toThrow('fetch failed');
    expect(await session.accessToken()).toBeUndefined();
  });

  it('leaves a request alone that brings its own authorization', async () => {
    const store = scriptedStore();
    const { session } = open(store);
    await session.fetch(url, { ...orders, headers: { authorization: 'Bearer mine' } });
    expect(store.send.mock.calls[0]?.[1]?.headers).toEqual({ authorization: 'Bearer mine' });
  });
});

describe('two tabs with one storage', () => {
  it('share what either of them has renewed', async () => {
    const storage = memoryStorage();
    const store = scriptedStore();
    const here = open(store, { storage });
    const there = open(store, { storage });
    await here.session.renew(undefined);
    here.pass(lifetimeMs);
    const renewed = await here.session.accessToken();
    there.pass(lifetimeMs);
    expect(await there.session.accessToken()).toBe(renewed);
    expect(store.asked.filter((name) => name.startsWith('SessionRefresh'))).toHaveLength(1);
  });

  it('know who signed in in the other one, and a renewal under way does not undo it', async () => {
    const storage = memoryStorage();
    let finish: () => void = () => undefined;
    const store = scriptedStore();
    const here = open(store, { storage });
    const there = open(store, { storage });
    const guest = await here.session.renew(undefined);
    await there.session.accessToken();
    const changes = vi.fn();
    here.session.onChange(changes);
    const usual = store.send.getMockImplementation();
    store.send.mockImplementationOnce(async (...sent) => {
      await new Promise<void>((resolve) => (finish = resolve));
      return usual?.(...sent) ?? Response.error();
    });
    const renewal = here.session.renew(guest);
    await vi.waitFor(() => expect(store.send).toHaveBeenCalledTimes(2));
    await there.session.signIn({ email: 'ada@example.com', password: 'secret' });
    finish();
    expect(await renewal).toBe(await there.session.accessToken());
    expect(changes.mock.calls).toEqual([['elsewhere']]);
  });

  it('do not bring back a session that the other one signed out', async () => {
    const storage = memoryStorage();
    const store = scriptedStore();
    const here = open(store, { storage });
    const there = open(store, { storage });
    await here.session.signIn({ email: 'ada@example.com', password: 'secret' });
    await there.session.signOut();
    expect(await here.session.accessToken()).toBeUndefined();
  });
});

it('starts anew from a storage that holds something else', async () => {
  const storage = memoryStorage();
  for (const text of ['nonsense', '{}', 'null', '{"accessToken":1}']) {
    storage.setItem('cartwright.session', text);
    expect(await open(scriptedStore(), { storage }).session.accessToken()).toBeUndefined();
  }
});

describe('signing in', () => {
  it('asks for the second factor of who has one, and is theirs once it is right', async () => {
    const question = { challenge: 'c', methods: ['TOTP'], passkeyOptions: null, expiresAt: '' };
    const store = scriptedStore({
      SessionCreate: () => ({ sessionCreate: { __typename: 'SecondFactorRequiredError', ...question } }),
      SessionSecondFactorConfirm: ({ input }) => ({
        sessionSecondFactorConfirm:
          (input as { code?: string }).code === '123456'
            ? { __typename: 'SessionCreateSuccess', ...store.issue('ada') }
            : { __typename: 'SecondFactorWrongError', message: 'Wrong.' },
      }),
    });
    const { session } = open(store);
    const begun = await session.signIn({ email: 'ada@example.com', password: 'secret' });
    expect(begun).toMatchObject(question);
    expect(await session.accessToken()).toBeUndefined();
    const wrong = await session.confirm({ challenge: 'c', code: '000000' });
    expect(wrong.__typename).toBe('SecondFactorWrongError');
    expect(await session.accessToken()).toBeUndefined();
    const right = await session.confirm({ challenge: 'c', code: '123456' });
    expect(right.__typename).toBe('SessionCreateSuccess');
    expect(await session.accessToken()).toBeDefined();
  });

  it('begins with a passkey of the device', async () => {
    const store = scriptedStore({
      PasskeyChallengeCreate: () => ({ passkeyChallengeCreate: { options: { challenge: 'sign this' } } }),
      PasskeySessionCreate: ({ input }) => ({
        passkeySessionCreate:
          (input as { response?: string }).response === 'signed'
            ? { __typename: 'SessionCreateSuccess', ...store.issue('ada') }
            : null,
      }),
    });
    const { session } = open(store);
    const device = vi.fn(() => Promise.resolve('signed'));
    expect((await session.signInWithPasskey(device)).__typename).toBe('SessionCreateSuccess');
    expect(device).toHaveBeenCalledWith({ challenge: 'sign this' });
    expect(await session.accessToken()).toBeDefined();
  });
});
