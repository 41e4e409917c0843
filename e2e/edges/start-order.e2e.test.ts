import { startNats, startPostgres, startRedis, type RunningService } from '@cartwright/servers';
import { loadSecrets } from '@cartwright/stack';
import { startTestStore, type TestStore } from '@cartwright/stack/test-store';
import { temporaryDirectory } from '@cartwright/testing';
import { domains, type Domain } from '@cartwright/events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { graphqlClient } from '../support/graphql-client.ts';
import { allAreWell, failedChecks, healthOf } from '../support/health.ts';
import { mailTo } from '../support/mailbox.ts';
import { fillCart, findVariant, followToEnd, guest, placeInput, placeOrder } from '../support/shopper.ts';

const processNames = [...domains, 'gateway', 'simulator', 'mailbox'];

const directory = temporaryDirectory('start-order');
const restarted: RunningService[] = [];
let store: TestStore;
beforeAll(async () => {
  store = await startTestStore({ dataDir: directory.path });
});
afterAll(async () => {
  await store.stop();
  await Promise.all(restarted.map((service) => service.stop()));
  directory.remove();
});

const processes = (names: readonly string[] = processNames) => names.map((name) => store.process(name));
const pids = (names: readonly string[] = processNames) => processes(names).map(({ pid }) => pid);

/** Restarts a server at its address, on its remaining data. */
async function startService(name: 'postgres' | 'nats' | 'redis') {
  const at = { dataDir: directory.path, port: store.services[name].port };
  const { superuserPassword, natsPasswords, redisPasswords } = loadSecrets(directory.path);
  const start = {
    postgres: () => startPostgres({ ...at, password: superuserPassword, fast: true }),
    nats: () => startNats({ ...at, passwords: natsPasswords }),
    redis: () => startRedis({ ...at, passwords: redisPasswords }),
  };
  restarted.push(await start[name]());
}

async function startShopping() {
  const buyer = await guest(store.graphqlUrl);
  const variant = await findVariant(graphqlClient(store.graphqlUrl), 10);
  return { buyer, cart: await fillCart(buyer, [{ variantId: variant.id, quantity: 1 }]) };
}

async function checkOut() {
  const { buyer, cart } = await startShopping();
  const { id } = await placeOrder(buyer, placeInput(cart));
  const events = await followToEnd(buyer, id);
  expect(events.at(-1)?.orderStatusChanged.status).toBe('CONFIRMED');
}

/** One root field of each subgraph. */
const fields: Record<Domain, string> = {
  accounts: 'me { id }',
  products: 'products(first: 1) { nodes { id } }',
  carts: 'cart { id }',
  orders: 'orders(first: 1) { nodes { id } }',
  payments: 'paymentMethods { token }',
  notifications: 'notifications(first: 1) { nodes { id } }',
};

describe('a store whose processes start before their dependencies', () => {
  it('waits, reports what for, and works as far as possible with each dependency that comes up', async () => {
    await Promise.all(processes().map((process) => process.stop()));
    const { postgres, nats, redis } = store.services;
    await Promise.all([postgres, nats, redis].map((service) => service.stop()));
    const launched = processNames.filter((name) => name !== 'mailbox' && name !== 'simulator');
    await Promise.all(processes(launched).map((process) => process.launch()));
    const before = pids(launched);

    await expect
      .poll(() => Promise.all(processes(domains).map(healthOf)), { timeout: 20_000 })
      .toEqual(domains.map((): unknown => expect.objectContaining({ status: 'not-ready' })));
    for (const subgraph of processes(domains)) {
      expect(await healthOf(subgraph)).toMatchObject({
        checks: {
          database: { status: 'down', reason: expect.stringMatching(/reach|ECONNREFUSED/) as string },
          messaging: { status: 'degraded', reason: expect.stringContaining('NATS') as string },
        },
      });
    }
    await expect
      .poll(() => failedChecks(store.process('gateway')), { timeout: 20_000 })
      .toEqual(expect.arrayContaining([...domains, 'redis']));
    const visitor = graphqlClient(store.graphqlUrl);
    const early = await visitor.send(`{ ${fields.products} ${fields.payments} }`);
    expect(early).toMatchObject({
      data: { products: null, paymentMethods: expect.arrayContaining([{ token: 'sim_ok' }]) as unknown },
      errors: [{ path: ['products'], extensions: { code: 'UNAVAILABLE' } }],
    });

    await startService('postgres');
    const ready = async () => (await healthOf(store.process('gateway')))?.status;
    await expect.poll(ready, { timeout: 20_000 }).toBe('degraded');
    // Until accounts has told each process which sessions have ended, tokens are answered with "try again".
    const untold = async () => {
      const failed = await Promise.all(processes([...domains, 'gateway']).map(failedChecks));
      return failed.flat().filter((name) => name === 'sessions' || name === 'no answer');
    };
    await expect.poll(untold, { timeout: 20_000 }).toEqual([]);
    const { buyer, cart } = await startShopping();
    const email = `early-${crypto.randomUUID()}@example.com`;
    const order = await placeOrder(buyer, { ...placeInput(cart), email });
    expect(order.status).toBe('PENDING');

    await startService('nats');
    const created = buyer.subscribe<{ orderStatusChanged: { status: string } }>(
      'subscription ($id: ID!) { orderStatusChanged(orderId: $id) { status } }',
      { id: order.id },
    );
    await created.until(({ orderStatusChanged }) => orderStatusChanged.status === 'CREATED');
    await created.close();
    await store.process('simulator').start();
    const events = await followToEnd(buyer, order.id);
    expect(events.at(-1)?.orderStatusChanged.status).toBe('CONFIRMED');

    await store.process('mailbox').start();
    expect((await mailTo(store.mailboxUrl, email, 'confirmed')).subject).toContain('CW-');
    await startService('redis');
    await allAreWell(processes());
    expect(pids(launched)).toEqual(before);
  });
});

describe('a subgraph that starts last', () => {
  it.each(domains)('makes only its own fields unavailable until then: %s', async (absent) => {
    const { buyer } = await startShopping();
    const others = domains.filter((name) => name !== absent);
    await store.process(absent).stop();
    const restarting = ['gateway', ...(absent === 'carts' ? ['orders'] : [])];
    await Promise.all(processes(restarting).map((process) => process.stop()));
    await Promise.all(processes(restarting).map((process) => process.launch()));
    const without = processNames.filter((name) => name !== absent);
    const before = pids(without);

    const missing = () => failedChecks(store.process('gateway'));
    const untold = absent === 'accounts' ? ['sessions'] : [];
    await expect.poll(missing, { timeout: 20_000 }).toEqual([absent, ...untold]);
    await allAreWell(processes(others));
    // before accounts has published its keys, nobody can verify tokens: only visitors can be served
    const client = absent === 'accounts' ? graphqlClient(store.graphqlUrl) : buyer;
    const asked = absent === 'accounts' ? (['accounts', 'products', 'payments'] as const) : domains;
    const answer = await client.send<Record<string, unknown>>(
      `{ ${asked.map((name) => `${name}: ${fields[name]}`).join(' ')} }`,
    );
    expect(answer.errors).toEqual([
      {
        message: `The ${absent} service is not available at the moment. Try again shortly.`,
        path: [absent],
        extensions: { code: 'UNAVAILABLE' },
      },
    ]);
    expect(answer.data?.['products'] ?? null).toEqual(
      absent === 'products' ? null : { nodes: [expect.anything()] },
    );

    await store.process(absent).start();
    await allAreWell(processes());
    await checkOut();
    expect(pids(without)).toEqual(before);
  });
});
