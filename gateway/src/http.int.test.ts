import { startTestRedis } from '@cartwright/testing';
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { eventually } from './testing/eventually.ts';
import { startTestGateway, type TestGateway } from './testing/start-test-gateway.ts';
import { startToyAccounts, startToyProducts } from './testing/toy-store.ts';

const query = '{ me { id } }';
const signIn = 'mutation { sessionCreate(email: "a@example.com") { id } }';

/** Waits until one gateway knows what the other was sent, so that both are connected to Redis. */
async function sharePersistedQueries(first: TestGateway, second: TestGateway): Promise<void> {
  const extensions = {
    persistedQuery: { version: 1, sha256Hash: createHash('sha256').update(query).digest('hex') },
  };
  const known = async () => {
    await first.post({ query, extensions });
    return (await second.post({ extensions })).json() as Promise<unknown>;
  };
  await eventually(known).toEqual({ data: { me: { id: 'u1' } } });
}

describe('health', () => {
  it('is ready when every subgraph that selling needs is ready, without Redis and notifications', async () => {
    await using all = await startToyAccounts();
    const others = { CARTS_URL: all.url, PAYMENTS_URL: all.url };
    await using gateway = await startTestGateway({
      accounts: all.url,
      products: all.url,
      orders: all.url,
      env: others,
    });
    const ready = await fetch(`${gateway.url}/health/ready`);
    expect(ready.status).toBe(200);
    expect(await ready.json()).toMatchObject({
      status: 'degraded',
      checks: { redis: { status: 'degraded' }, notifications: { status: 'degraded' } },
    });
    expect((await fetch(`${gateway.url}/health/live`)).status).toBe(200);
  });

  it('is alive but not ready while a subgraph is down', async () => {
    await using accounts = await startToyAccounts();
    await using gateway = await startTestGateway({ accounts: accounts.url });
    const response = await fetch(`${gateway.url}/health/ready`);
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({
      checks: { supergraph: { status: 'up' }, accounts: { status: 'up' }, orders: { status: 'down' } },
    });
    expect((await fetch(`${gateway.url}/health/live`)).status).toBe(200);
  });
});

describe('rate limits', () => {
  it('answer 429 with Retry-After, and let others through', async () => {
    await using accounts = await startToyAccounts();
    await using gateway = await startTestGateway({
      accounts: accounts.url,
      env: { RATE_LIMIT_PER_SECOND: '1' },
    });
    const authorization = await gateway.issuer.authorization();
    const asked = Array.from({ length: 10 }, () => gateway.post({ query }, { authorization }));
    const answers = await Promise.all(asked);
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(2);
    const limited = answers.find(({ status }) => status === 429);
    expect(limited?.headers.get('retry-after')).toBe('1');
    expect(await limited?.json()).toMatchObject({
      errors: [{ extensions: { code: 'RATE_LIMITED', retryAfter: 1 } }],
    });
    expect((await gateway.post({ query })).status).toBe(200);
  });

  it.each([
    ['per client of a trusted proxy', '127.0.0.1', ['203.0.113.1', '203.0.113.2'], [200, 200]],
    ['per network of an IPv6 client', '127.0.0.1', ['2001:db8::1', '2001:db8::2'], [200, 429]],
    [
      'per connection where no proxy is trusted, whatever a client claims',
      '',
      ['203.0.113.1', '203.0.113.2'],
      [200, 429],
    ],
  ] as const)('count %s', async (_how, TRUSTED_PROXIES, [one, other], statuses) => {
    await using accounts = await startToyAccounts();
    const env = { SIGN_IN_LIMIT_PER_MINUTE: '1', TRUSTED_PROXIES };
    await using gateway = await startTestGateway({ accounts: accounts.url, env });
    const from = async (address: string) =>
      (await gateway.post({ query: signIn }, { 'x-forwarded-for': address })).status;
    expect([await from(one), await from(other)]).toEqual(statuses);
  });

  it('count each sign-in of one request', async () => {
    await using accounts = await startToyAccounts();
    await using gateway = await startTestGateway({
      accounts: accounts.url,
      env: { SIGN_IN_LIMIT_PER_MINUTE: '3' },
    });
    const four = [1, 2, 3, 4].map((n) => `a${n}: sessionCreate(email: "a") { id }`).join(' ');
    const response = await gateway.post({ query: `mutation { ${four} }` });
    expect(response.status).toBe(429);
    expect(response.headers.get('retry-after')).not.toBeNull();
    expect(accounts.requests).toHaveLength(0);
  });

  it('are shared by all gateways through Redis, and still apply without it', async () => {
    await using accounts = await startToyAccounts();
    await using redis = await startTestRedis();
    const env = { REDIS_URL: redis.url, SIGN_IN_LIMIT_PER_MINUTE: '2' };
    await using first = await startTestGateway({ accounts: accounts.url, env });
    await using second = await startTestGateway({ accounts: accounts.url, env });
    await sharePersistedQueries(first, second);
    expect((await first.run(signIn)).errors).toBeUndefined();
    expect((await second.run(signIn)).errors).toBeUndefined();
    expect((await first.run(signIn)).errors).toMatchObject([{ extensions: { code: 'RATE_LIMITED' } }]);
    await redis.stop();
    expect((await second.run(query)).data).toEqual({ me: { id: 'u1' } });
  });
});

describe('other origins', () => {
  const preflight = (url: string, origin: string, extra: Record<string, string> = {}) =>
    fetch(url, {
      method: 'OPTIONS',
      headers: {
        ...extra,
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type',
      },
    });

  it('may ask when they are Apollo Sandbox or configured, and no others', async () => {
    await using gateway = await startTestGateway({ env: { CORS_ORIGINS: 'https://shop.example' } });
    for (const origin of ['https://studio.apollographql.com', 'https://shop.example']) {
      const { status, headers } = await preflight(gateway.graphqlUrl, origin);
      expect([status, headers.get('access-control-allow-origin')]).toEqual([204, origin]);
      expect(headers.get('access-control-allow-headers')).toContain('authorization');
    }
    const { headers } = await preflight(gateway.graphqlUrl, 'https://evil.example');
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });

  it('may ask from the machine itself while a frontend is developed, and not in production', async () => {
    const origin = 'http://localhost:5173';
    await using development = await startTestGateway({ env: { NODE_ENV: 'development' } });
    await using production = await startTestGateway({ env: { NODE_ENV: 'production' } });
    const allowed = async ({ graphqlUrl }: typeof development, from: string) =>
      (await preflight(graphqlUrl, from)).headers.get('access-control-allow-origin');
    expect(await allowed(development, origin)).toBe(origin);
    expect(await allowed(development, 'http://localhost.evil.example')).toBeNull();
    expect(await allowed(production, origin)).toBeNull();
  });

  it('can read answers, refusals too', async () => {
    await using gateway = await startTestGateway({});
    const origin = 'https://studio.apollographql.com';
    for (const headers of [{ origin }, { origin, authorization: 'Bearer a.b.c' }]) {
      const response = await gateway.post({ query: '{ __typename }' }, headers);
      expect(response.headers.get('access-control-allow-origin')).toBe(origin);
      expect(response.headers.get('access-control-expose-headers')).toBe(
        'x-request-id, retry-after, www-authenticate, etag, age, cache-status, content-language',
      );
      expect(response.headers.get('vary')).toContain('Origin');
    }
  });

  it('may reach a machine of this network from the internet when they are allowed, and no others', async () => {
    await using gateway = await startTestGateway({});
    const answer = async (origin: string) => {
      const privateNetwork = { 'access-control-request-private-network': 'true' };
      const { headers } = await preflight(gateway.graphqlUrl, origin, privateNetwork);
      return headers.get('access-control-allow-private-network');
    };
    expect(await answer('https://studio.apollographql.com')).toBe('true');
    expect(await answer('https://evil.example')).toBeNull();
  });
});

describe('pages', () => {
  it('somebody who opens the endpoint in a browser lands in the explorer', async () => {
    await using gateway = await startTestGateway({});
    const visit = (query: string, accept: string) =>
      fetch(`${gateway.graphqlUrl}${query}`, { headers: { accept }, redirect: 'manual' });
    const { status, headers } = await visit('', 'text/html,application/xhtml+xml,*/*;q=0.8');
    expect([status, headers.get('location')]).toEqual([302, 'explorer/']);
    expect((await visit('?query={__typename}', 'text/html')).status).toBe(406);
    expect((await visit('', 'application/json')).status).toBe(400);
  });
});

describe('what is not GraphQL', () => {
  it('is forwarded: images to products, keys to accounts', async () => {
    await using products = await startToyProducts();
    await using accounts = await startToyAccounts();
    await using gateway = await startTestGateway({ products: products.url, accounts: accounts.url });
    const image = await fetch(`${gateway.url}/media/shirts/1.svg?width=100`);
    expect(await image.json()).toEqual({ path: '/media/shirts/1.svg?width=100' });
    const keys = await fetch(`${gateway.url}/.well-known/jwks.json`);
    expect(await keys.json()).toEqual({ path: '/.well-known/jwks.json' });
  });

  it('is forwarded: webhooks to payments, with their exact bytes and the provider’s signature', async () => {
    await using payments = await startToyAccounts();
    await using gateway = await startTestGateway({ env: { PAYMENTS_URL: payments.url } });
    const body = '{ "type" :  "payment.captured" }';
    const response = await fetch(`${gateway.url}/webhooks/simulator`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'simulator-signature': 'theirs',
      },
      body,
    });
    expect(response.status).toBe(200);
    expect(payments.requests).toMatchObject([{ body, headers: { 'simulator-signature': 'theirs' } }]);
  });

  it('is answered with 503 while its subgraph is down', async () => {
    await using gateway = await startTestGateway({});
    expect((await fetch(`${gateway.url}/media/1.svg`)).status).toBe(503);
  });
});

it('refuses a body that is too large', async () => {
  await using gateway = await startTestGateway({ env: { MAX_BODY_BYTES: '1000' } });
  const response = await gateway.post({ query, variables: { padding: 'x'.repeat(2_000) } });
  expect(response.status).toBe(413);
});

it('hides the schema where introspection is off', async () => {
  await using gateway = await startTestGateway({ env: { INTROSPECTION: 'false' } });
  const { data, errors } = await gateway.run('{ __schema { types { name } } }');
  expect([data, errors?.[0]?.extensions]).toEqual([undefined, { code: 'GRAPHQL_VALIDATION_FAILED' }]);
  expect((await gateway.run('{ __typename }')).data).toEqual({ __typename: 'Query' });
});
