import { expect, it } from 'vitest';
import { eventually } from './testing/eventually.ts';
import { openClient } from './testing/open-client.ts';
import { startGatewayProcess } from './testing/start-gateway-process.ts';
import { startTestGateway, testEnvironment } from './testing/start-test-gateway.ts';
import { startToyAccounts, startToyOrders, toyOrderLife } from './testing/toy-store.ts';
import type { ToySubgraph } from './testing/toy-subgraph.ts';

const query = '{ me { id } }';
const answer = { data: { me: { id: 'u1' } } };

/** Lets requests arrive at the subgraph and wait there. */
function hold(subgraph: ToySubgraph) {
  const stuck = Promise.withResolvers<undefined>();
  subgraph.stuckUntil = stuck.promise;
  return {
    arrived: (count: number) => eventually(() => subgraph.requests.length).toBe(count),
    release: () => stuck.resolve(undefined),
  };
}

it('finishes what is in progress and refuses new work', async () => {
  await using accounts = await startToyAccounts();
  await using gateway = await startTestGateway({ accounts: accounts.url });
  const held = hold(accounts);
  await using busy = openClient(gateway.webSocketUrl);
  const overHttp = gateway.run(query);
  const overSocket = busy.first(query);
  await held.arrived(2);
  const closing = gateway.gateway.close();
  await expect(fetch(gateway.url)).rejects.toThrow();
  held.release();
  expect(await overHttp).toEqual(answer);
  expect(await overSocket).toEqual(answer);
  expect(await busy.closed).toMatchObject({ code: 1001 });
  await closing;
});

it('refuses what a client goes on asking over its socket, which would keep it from ending', async () => {
  await using accounts = await startToyAccounts();
  await using gateway = await startTestGateway({ accounts: accounts.url });
  const held = hold(accounts);
  await using busy = openClient(gateway.webSocketUrl);
  const underway = busy.first(query);
  await held.arrived(1);
  const closing = gateway.gateway.close();
  await expect(busy.first(query)).rejects.toMatchObject([{ extensions: { code: 'UNAVAILABLE' } }]);
  held.release();
  expect(await underway).toEqual(answer);
  await closing;
  expect(accounts.requests).toHaveLength(1);
});

it('closes sockets with only subscriptions at once, with 1001', async () => {
  await using accounts = await startToyAccounts();
  await using orders = await startToyOrders(toyOrderLife());
  await using gateway = await startTestGateway({ accounts: accounts.url, orders: orders.url });
  const held = hold(accounts);
  await using idle = openClient(gateway.webSocketUrl);
  await idle.stream('subscription { orderStatusChanged(orderId: "o1") { status } }').next();
  const underway = gateway.run(query);
  await held.arrived(1);
  const closing = gateway.gateway.close();
  expect(await idle.closed).toMatchObject({ code: 1001 });
  await eventually(() => orders.openSubscriptions()).toBe(0);
  held.release();
  await underway;
  await closing;
});

it('does not wait longer than the drain timeout', async () => {
  await using accounts = await startToyAccounts();
  await using gateway = await startTestGateway({ accounts: accounts.url, drainTimeoutMs: 200 });
  const held = hold(accounts);
  await using busy = openClient(gateway.webSocketUrl);
  const results = Promise.allSettled([gateway.run(query), busy.first(query)]);
  await held.arrived(2);
  const begun = performance.now();
  await gateway.gateway.close();
  expect(performance.now() - begun).toBeLessThan(3_000);
  held.release();
  expect((await results).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
});

it('ends as a process on SIGTERM, after the request in flight', async () => {
  await using accounts = await startToyAccounts();
  await using environment = await testEnvironment({ accounts: accounts.url });
  await using main = await startGatewayProcess(environment.variables);
  const held = hold(accounts);
  const underway = fetch(main.graphqlUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  await held.arrived(1);
  main.signal('SIGTERM');
  await eventually(main.log).toContain('is stopping');
  held.release();
  const response = await underway;
  expect(response.headers.get('connection')).toBe('close');
  expect(await response.json()).toEqual(answer);
  expect(await main.exited).toEqual([0, null]);
});

it('reads the supergraph again on SIGHUP', async () => {
  await using environment = await testEnvironment({});
  await using main = await startGatewayProcess(environment.variables);
  main.signal('SIGHUP');
  await eventually(main.log).toContain('"kind":"unchanged"');
});
