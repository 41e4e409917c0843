import {
  AccountDocument,
  CartCreateDocument,
  CartDocument,
  createSession,
  createSocket,
  followOrder,
  memoryStorage,
  OrderCancelDocument,
  type OrderStep,
  type TokenStorage,
} from '@cartwright/client';
import { createApolloClient } from '@cartwright/client/apollo';
import { describe, expect, inject, it, vi } from 'vitest';
import { orderOfGuest } from '../support/order-of-guest.ts';

const url = inject('graphqlUrl');
const password = 'correct horse battery';
const newEmail = () => `client-${crypto.randomUUID()}@example.com`;

/** A fetch that counts the operations that it sends, by name. */
function counting() {
  const counts = new Map<string, number>();
  const count: typeof fetch = (input, init) => {
    const body = typeof init?.body === 'string' ? init.body : '';
    const name = /(?:query|mutation) (\w+)/.exec(body)?.[1] ?? 'nothing';
    counts.set(name, (counts.get(name) ?? 0) + 1);
    return fetch(input, init);
  };
  return { counts, count };
}

const newCart = () => ({
  mutation: CartCreateDocument,
  variables: { input: { idempotencyKey: crypto.randomUUID() } },
});

/** Leaves an access token whose signature is wrong, as after a change of the store's keys. */
async function spoilToken(storage: TokenStorage): Promise<void> {
  const kept = JSON.parse((await storage.getItem('cartwright.session')) ?? '{}') as { accessToken: string };
  const accessToken = `${kept.accessToken.slice(0, -8)}AAAAAAAA`;
  await storage.setItem('cartwright.session', JSON.stringify({ ...kept, accessToken }));
}

describe('a session of the client package', () => {
  it('keeps a guest’s cart over registration, signing out and signing in', async () => {
    const session = createSession({ url });
    const client = createApolloClient({ session });
    const changes = vi.fn();
    session.onChange(changes);
    const { data } = await client.mutate(newCart());
    const cart = data?.cartCreate;
    if (cart?.__typename !== 'CartSuccess') throw new Error(JSON.stringify(data));
    const email = newEmail();
    const registered = await session.register({ email, password, firstName: 'Ada' });
    expect(registered.__typename).toBe('SessionCreateSuccess');
    expect((await client.query({ query: CartDocument })).data?.cart?.id).toBe(cart.cart.id);
    await session.signOut();
    expect((await client.query({ query: AccountDocument })).data?.me ?? null).toBeNull();
    expect((await client.query({ query: CartDocument })).data?.cart ?? null).toBeNull();
    expect(await session.signIn({ email, password: 'wrong' })).toMatchObject({
      __typename: 'InvalidCredentialsError',
      message: expect.any(String) as string,
    });
    await session.signIn({ email, password });
    expect((await client.query({ query: AccountDocument })).data?.me).toMatchObject({
      email,
      role: 'CUSTOMER',
    });
    expect((await client.query({ query: CartDocument })).data?.cart?.id).toBe(cart.cart.id);
    expect(changes.mock.calls).toEqual([['signed-in'], ['signed-out'], ['signed-in']]);
  });

  it('is renewed once for all requests whose token is refused at the same time', async () => {
    const storage = memoryStorage();
    const { counts, count } = counting();
    const session = createSession({ url, storage, fetch: count });
    const client = createApolloClient({ session });
    await client.mutate(newCart());
    await spoilToken(storage);
    const answers = await Promise.all(
      [1, 2, 3].map(() =>
        client.query({
          query: CartDocument,
          fetchPolicy: 'no-cache',
          context: { queryDeduplication: false },
        }),
      ),
    );
    expect(answers.map(({ data }) => data?.cart)).toEqual(
      Array(3).fill(expect.objectContaining({ lines: [] })),
    );
    expect(counts.get('SessionRefresh')).toBe(1);
    expect(counts.get('GuestSessionCreate')).toBe(1);
  });

  it('survives that two tabs without a common storage renew it', async () => {
    const first = memoryStorage();
    const one = createSession({ url, storage: first });
    await one.renew(undefined);
    const second = memoryStorage();
    second.setItem('cartwright.session', (await first.getItem('cartwright.session')) ?? '');
    const other = createSession({ url, storage: second });
    const refused = await one.accessToken();
    await Promise.all([one.renew(refused), other.renew(refused)]);
    const users = await Promise.all(
      [one, other].map(async (session) => {
        const { data } = await createApolloClient({ session }).query({ query: AccountDocument });
        return data?.me?.id;
      }),
    );
    expect(users[0]).toEqual(expect.any(String));
    expect(users[1]).toBe(users[0]);
  });

  it('that was ended elsewhere ends here, and a guest’s begins', async () => {
    const storage = memoryStorage();
    const session = createSession({ url, storage });
    await session.register({ email: newEmail(), password, firstName: 'Ada' });
    const copy = memoryStorage();
    copy.setItem('cartwright.session', (await storage.getItem('cartwright.session')) ?? '');
    await createSession({ url, storage: copy }).signOut();
    await spoilToken(storage);
    const changes = vi.fn();
    session.onChange(changes);
    const client = createApolloClient({ session });
    const { data } = await client.mutate(newCart());
    expect(data?.cartCreate?.__typename).toBe('CartSuccess');
    expect((await client.query({ query: AccountDocument })).data?.me?.role).toBe('GUEST');
    expect(changes).toHaveBeenCalledWith('ended');
  });
});

describe('an order that is followed', () => {
  async function sessionOfGuest() {
    const { token, orderId } = await orderOfGuest(url);
    const session = createSession({ url });
    await session.adopt({
      accessToken: token,
      accessTokenExpiresAt: new Date(Date.now() + 600_000).toISOString(),
      refreshToken: 'none',
      refreshTokenExpiresAt: '',
    });
    return { session, orderId, socket: createSocket(session) };
  }

  it('is told step by step, each once, although the connection is lost after each', async () => {
    const { session, socket, orderId } = await sessionOfGuest();
    const steps: OrderStep[] = [];
    await new Promise<void>((resolve, reject) => {
      const stop = followOrder({
        session,
        socket,
        orderId,
        afterVersion: 1,
        onStep: (step) => {
          steps.push(step);
          socket.terminate();
          if (step.status !== 'CONFIRMED') return;
          stop();
          resolve();
        },
        onError: reject,
      });
    });
    expect(steps.map(({ version }) => version)).toEqual(steps.map((_, index) => index + 2));
    await socket.dispose();
  });

  it('ends when the order does', async () => {
    const { session, socket, orderId } = await sessionOfGuest();
    const cancel = async () => {
      const input = { orderId };
      await createApolloClient({ session }).mutate({ mutation: OrderCancelDocument, variables: { input } });
    };
    const statuses: string[] = [];
    await new Promise<void>((resolve, reject) => {
      followOrder({
        session,
        socket,
        orderId,
        onStep: ({ status }) => {
          if (status === 'CONFIRMED') void cancel();
          statuses.push(status);
        },
        onEnd: resolve,
        onError: reject,
      });
    });
    expect(statuses.at(-1)).toBe('CANCELLED');
    await socket.dispose();
  });

  it('is refused when it is nobody’s', async () => {
    const { session, socket } = await sessionOfGuest();
    const orderId = '01900000-0000-7000-8000-000000000000';
    const error = await new Promise((resolve) => {
      followOrder({ session, socket, orderId, onStep: () => undefined, onError: resolve });
    });
    expect(error).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
    await socket.dispose();
  });
});
