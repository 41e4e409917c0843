import { rename, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { eventually } from './testing/eventually.ts';
import { openClient } from './testing/open-client.ts';
import { composeToyStore, startTestGateway, type TestGateway } from './testing/start-test-gateway.ts';
import {
  startToyAccounts,
  startToyOrders,
  startToyProducts,
  toyOrderLife,
  toySdl,
} from './testing/toy-store.ts';
import type { ToySubgraph } from './testing/toy-subgraph.ts';

let life: ReturnType<typeof toyOrderLife>;
let products: ToySubgraph;
let accounts: ToySubgraph;
let orders: ToySubgraph;
let gateway: TestGateway;

beforeEach(async () => {
  life = toyOrderLife();
  [products, accounts, orders] = await Promise.all([
    startToyProducts(),
    startToyAccounts(),
    startToyOrders(life),
  ]);
  gateway = await startTestGateway({ products: products.url, accounts: accounts.url, orders: orders.url });
});

afterEach(async () => {
  await gateway[Symbol.asyncDispose]();
  await Promise.all([products, accounts, orders].map((one) => one[Symbol.asyncDispose]()));
});

const old = '{ order(id: "o1") { product { name } customer { email } } }';
const answer = {
  data: { order: { product: { name: 'Product p1' }, customer: { email: 'u1@example.com' } } },
};
const withNickname = composeToyStore({
  accounts: `${toySdl.accounts} extend type User { nickname: String }`,
});
const withoutName = composeToyStore({
  products: toySdl.products.replace('name: String! }', 'title: String }'),
});

async function replaceSupergraph(sdl: string): Promise<void> {
  await writeFile(`${gateway.supergraphFile}.draft`, sdl);
  await rename(`${gateway.supergraphFile}.draft`, gateway.supergraphFile);
}

const hasNickname = async () => {
  const { data } = await gateway.run('{ __type(name: "User") { fields { name } } }');
  return JSON.stringify(data).includes('nickname');
};

it('takes a new supergraph', async () => {
  expect(await hasNickname()).toBe(false);
  await replaceSupergraph(withNickname);
  expect(await gateway.gateway.reload()).toMatchObject({ kind: 'replaced' });
  expect(await hasNickname()).toBe(true);
});

it('notices by itself that the file was replaced', async () => {
  await replaceSupergraph(withNickname);
  await eventually(hasNickname).toBe(true);
});

it('finishes a request with the supergraph that it began with', async () => {
  const stuck = Promise.withResolvers<undefined>();
  orders.stuckUntil = stuck.promise;
  const underway = gateway.run(old);
  await eventually(() => orders.requests.length).toBe(1);
  await replaceSupergraph(withoutName);
  expect(await gateway.gateway.reload()).toMatchObject({ kind: 'replaced' });
  expect((await gateway.run(old)).errors?.[0]?.message).toContain('Cannot query field "name"');
  stuck.resolve(undefined);
  expect(await underway).toEqual(answer);
});

it('loses no request while it is replaced again and again', async () => {
  let isOver = false;
  const ask = async () => {
    const answers: unknown[] = [];
    while (!isOver) answers.push(await gateway.run(old));
    return answers;
  };
  const asking = Promise.all([ask(), ask(), ask(), ask()]);
  for (let count = 0; count < 6; count += 1) {
    await replaceSupergraph(count % 2 === 0 ? withNickname : composeToyStore());
    expect(await gateway.gateway.reload()).toMatchObject({ kind: 'replaced' });
  }
  isOver = true;
  const answers = (await asking).flat();
  expect(answers.length).toBeGreaterThan(4);
  for (const one of answers) expect(one).toEqual(answer);
});

it('keeps subscriptions going', async () => {
  await using client = openClient(gateway.webSocketUrl);
  const events = client.stream(
    'subscription { orderStatusChanged(orderId: "o1") { status order { product { name } } } }',
  );
  await events.next();
  await replaceSupergraph(withoutName);
  await gateway.gateway.reload();
  life.advance('CREATED');
  expect(await events.next()).toMatchObject({
    value: {
      data: { orderStatusChanged: { status: 'CREATED', order: { product: { name: 'Product p1' } } } },
    },
  });
});

it.each([
  ['is no supergraph', 'type Query { me: String }'],
  ['is cut off in the middle', withNickname.slice(0, 900)],
  ['needs a subgraph without an address', withNickname.replaceAll('"accounts"', '"loyalty"')],
])('refuses a file that %s and keeps the old supergraph', async (_name, sdl) => {
  await replaceSupergraph(sdl);
  expect(await gateway.gateway.reload()).toMatchObject({ kind: 'refused' });
  expect(await gateway.run(old)).toEqual(answer);
});
