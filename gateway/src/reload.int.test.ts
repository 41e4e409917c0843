import { rename, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { eventually } from './testing/eventually.ts';
import { openClient } from './testing/open-client.ts';
import { composeToyStore } from './testing/start-test-gateway.ts';
import { startToyStore, type ToyStore } from './testing/start-toy-store.ts';
import { toySdl } from './testing/toy-store.ts';

let store: ToyStore;
beforeEach(async () => {
  store = await startToyStore();
});
afterEach(() => store[Symbol.asyncDispose]());

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
  await writeFile(`${store.gateway.supergraphFile}.draft`, sdl);
  await rename(`${store.gateway.supergraphFile}.draft`, store.gateway.supergraphFile);
}

/** The gateway watches the file, and may have been quicker than the reload. */
async function takeSupergraph(sdl: string): Promise<void> {
  await replaceSupergraph(sdl);
  expect(['replaced', 'unchanged']).toContain((await store.gateway.gateway.reload()).kind);
}

const hasNickname = async () => {
  const { data } = await store.gateway.run('{ __type(name: "User") { fields { name } } }');
  return JSON.stringify(data).includes('nickname');
};

it('takes a new supergraph', async () => {
  expect(await hasNickname()).toBe(false);
  await takeSupergraph(withNickname);
  expect(await hasNickname()).toBe(true);
});

it('notices by itself that the file was replaced', async () => {
  await replaceSupergraph(withNickname);
  await eventually(hasNickname).toBe(true);
});

it('finishes a request with the supergraph that it began with', async () => {
  const stuck = Promise.withResolvers<undefined>();
  store.orders.stuckUntil = stuck.promise;
  const underway = store.gateway.run(old);
  await eventually(() => store.orders.requests.length).toBe(1);
  await takeSupergraph(withoutName);
  expect((await store.gateway.run(old)).errors?.[0]?.message).toContain('Cannot query field "name"');
  stuck.resolve(undefined);
  expect(await underway).toEqual(answer);
});

it('loses no request while it is replaced again and again', async () => {
  let isOver = false;
  const ask = async () => {
    const answers: unknown[] = [];
    while (!isOver) answers.push(await store.gateway.run(old));
    return answers;
  };
  const asking = Promise.all([ask(), ask(), ask(), ask()]);
  for (let count = 0; count < 6; count += 1) {
    await takeSupergraph(count % 2 === 0 ? withNickname : composeToyStore());
    expect(await hasNickname()).toBe(count % 2 === 0);
  }
  isOver = true;
  const answers = (await asking).flat();
  expect(answers.length).toBeGreaterThan(4);
  for (const one of answers) expect(one).toEqual(answer);
});

it('keeps subscriptions going', async () => {
  await using client = openClient(store.gateway.webSocketUrl);
  const events = client.stream(
    'subscription { orderStatusChanged(orderId: "o1") { status order { product { name } } } }',
  );
  await events.next();
  await takeSupergraph(withoutName);
  expect((await store.gateway.run(old)).errors?.[0]?.message).toContain('Cannot query field "name"');
  store.life.advance('CREATED');
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
  expect(await store.gateway.gateway.reload()).toMatchObject({ kind: 'refused' });
  expect(await store.gateway.run(old)).toEqual(answer);
});
