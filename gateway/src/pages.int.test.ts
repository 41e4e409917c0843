import { sampleLogins } from '@cartwright/sample-data';
import { networkInterfaces } from 'node:os';
import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { openClient } from './testing/open-client.ts';
import { startTestGateway } from './testing/start-test-gateway.ts';
import { startToyAccounts, startToyProducts } from './testing/toy-store.ts';

/** The path as it stands, which `fetch` would resolve first. */
function statusOf(url: string, path: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    request({ hostname, port, path }, (response) => resolve(response.resume().statusCode))
      .on('error', reject)
      .end();
  });
}

describe('pages of other processes', () => {
  it('are the bank’s, with the buyer’s decision as it was sent', async () => {
    await using simulator = await startToyAccounts();
    await using gateway = await startTestGateway({ env: { PAYMENT_SIMULATOR_URL: simulator.url } });
    const page = `${gateway.url}/bank/actions/pay_1`;
    expect(await (await fetch(page)).json()).toEqual({ path: '/actions/pay_1' });
    const body = new URLSearchParams({ decision: 'approve' });
    expect((await fetch(page, { method: 'POST', body })).status).toBe(200);
    expect(simulator.requests).toMatchObject([
      {
        body: 'decision=approve',
        headers: { 'content-type': expect.stringContaining('x-www-form-urlencoded') as string },
      },
    ]);
  });

  it('are not the API of the payment provider, however it is asked for', async () => {
    await using simulator = await startToyAccounts();
    await using gateway = await startTestGateway({ env: { PAYMENT_SIMULATOR_URL: simulator.url } });
    const paths = [
      '/bank/v1/ledger',
      '/bank/actions/../v1/ledger',
      '/bank/actions/x/../../v1/ledger',
      '/bank',
    ];
    for (const path of paths) expect(await statusOf(gateway.url, path)).toBe(404);
    const hidden = await fetch(`${gateway.url}/bank/actions/..%2Fv1%2Fledger`);
    expect(await hidden.json()).toEqual({ path: '/actions/..%2Fv1%2Fledger' }); // one reference, which there is not
  });

  it('are the mailbox’s, but not in production, where it would show everybody’s mails', async () => {
    await using mailbox = await startToyAccounts();
    const env = { MAILBOX_URL: mailbox.url };
    await using gateway = await startTestGateway({ env: { ...env, NODE_ENV: 'development' } });
    await using production = await startTestGateway({ env: { ...env, NODE_ENV: 'production' } });
    const list = await fetch(`${gateway.url}/mailbox?to=a`, { redirect: 'manual' });
    expect(list.headers.get('location')).toBe('mailbox/');
    const mail = await fetch(`${gateway.url}/mailbox/messages/1?x=2`);
    expect(await mail.json()).toEqual({ path: '/messages/1?x=2' });
    expect((await fetch(`${production.url}/mailbox/`)).status).toBe(404);
  });

  it('are nowhere where nobody has them', async () => {
    await using gateway = await startTestGateway({});
    for (const path of ['/bank/actions/pay_1', '/mailbox/'])
      expect((await fetch(gateway.url + path)).status).toBe(404);
  });
});

describe('pages for developers', () => {
  it('say where everything is, under the public URL and no other name', async () => {
    const env = {
      PUBLIC_URL: 'https://shop.example/store/',
      PAYMENT_SIMULATOR_URL: 'http://127.0.0.1:9',
      MAILBOX_URL: 'http://127.0.0.1:9',
    };
    await using gateway = await startTestGateway({ env });
    const html = await (await fetch(gateway.url, { headers: { 'x-forwarded-host': 'evil.example' } })).text();
    const paths = ['explorer/', 'schema.graphql', 'possibleTypes.json', 'mailbox/', 'health/ready'];
    for (const path of paths) expect(html).toContain(`href="https://shop.example/store/${path}"`);
    expect(html).toContain('wss://shop.example/store/graphql');
    expect(html).toContain(
      `sandbox/explorer?endpoint=${encodeURIComponent('https://shop.example/store/graphql')}`,
    );
    expect(html).toContain('https://shop.example/store/bank/');
    for (const { email, password } of sampleLogins)
      for (const told of [email, password]) expect(html).toContain(told);
    expect(html).not.toMatch(/127\.0\.0\.1|localhost|evil\.example/);
  });

  it('tell of no mailbox and no bank where there is none', async () => {
    await using gateway = await startTestGateway({});
    expect(await (await fetch(gateway.url)).text()).not.toMatch(/mailbox|bank/);
  });

  it('are not there in production', async () => {
    await using gateway = await startTestGateway({ env: { NODE_ENV: 'production' } });
    for (const path of ['/', '/explorer', '/explorer/'])
      expect([path, (await fetch(gateway.url + path)).status]).toEqual([path, 404]);
    const visit = await fetch(gateway.graphqlUrl, {
      headers: { accept: 'text/html,*/*' },
      redirect: 'manual',
    });
    expect(visit.status).toBe(400); // not a redirect to what is not there
  });
});

describe('a public URL with a path', () => {
  const env = { PUBLIC_URL: 'https://shop.example/store/' };

  it.each(['', '/store'])('is served whether or not a proxy takes the path away: %j', async (base) => {
    await using products = await startToyProducts();
    await using accounts = await startToyAccounts();
    await using gateway = await startTestGateway({ products: products.url, accounts: accounts.url, env });
    const answer = await fetch(`${gateway.url}${base}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ __typename }' }),
    });
    expect(await answer.json()).toEqual({ data: { __typename: 'Query' } });
    expect(await (await fetch(`${gateway.url}${base}/media/1.svg`)).json()).toEqual({ path: '/media/1.svg' });
    const socket = gateway.webSocketUrl.replace('/graphql', `${base}/graphql`);
    await using client = openClient(socket);
    expect(await client.first('{ __typename }')).toEqual({ data: { __typename: 'Query' } });
  });

  it('is no other path that begins alike', async () => {
    await using gateway = await startTestGateway({ env });
    for (const path of ['/storefront/health/live', '/store/store/health/live'])
      expect(await statusOf(gateway.url, path)).toBe(404);
    expect(await statusOf(gateway.url, '/store?x')).toBe(200);
  });
});

describe('a frontend under development', () => {
  const preflight = async (url: string, origin: string) => {
    const headers = { origin, 'access-control-request-method': 'POST' };
    return (await fetch(url, { method: 'OPTIONS', headers })).headers.get('access-control-allow-origin');
  };
  const own = Object.values(networkInterfaces()).flatMap((found = []) => found);

  it('may ask from every address of this machine and from the public host, on any port', async () => {
    await using gateway = await startTestGateway({ env: { PUBLIC_URL: 'https://shop.example/store' } });
    const hosts = own.map(({ address, family }) => (family === 'IPv6' ? `[${address}]` : address));
    expect(hosts).toContain('127.0.0.1');
    for (const host of [...hosts, 'shop.example']) {
      const origin = `http://${host}:5173`;
      expect(await preflight(gateway.graphqlUrl, origin)).toBe(origin);
    }
  });

  it.each([
    'http://shop.example.evil.example',
    'http://evil.example',
    'http://shop.example@evil.example',
    'http://shop.example/path',
    'ftp://shop.example',
    'null',
  ])('may not ask from %s', async (origin) => {
    await using gateway = await startTestGateway({ env: { PUBLIC_URL: 'https://shop.example' } });
    expect(await preflight(gateway.graphqlUrl, origin)).toBeNull();
  });

  it('may not ask in production from any of them', async () => {
    const env = { PUBLIC_URL: 'https://shop.example', NODE_ENV: 'production' };
    await using gateway = await startTestGateway({ env });
    for (const origin of ['http://localhost:5173', 'http://shop.example:5173'])
      expect(await preflight(gateway.graphqlUrl, origin)).toBeNull();
  });
});
