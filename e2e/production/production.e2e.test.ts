import { startTestStore, type TestStore } from '@cartwright/stack/test-store';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { graphqlClient } from '../support/graphql-client.ts';
import {
  fillCart,
  findVariant,
  guest,
  paymentBecomes,
  placeInput,
  placeOrder,
  signIn,
} from '../support/shopper.ts';

const dataDir = mkdtempSync(path.join(tmpdir(), 'cartwright-production-'));
let store: TestStore;

const open = async (): Promise<void> => {
  store = await startTestStore({ production: true, dataDir });
};
beforeAll(open);
afterAll(async () => {
  await store.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const modeOf = (file: string): number => statSync(file).mode & 0o777;

it('sells, and sends its mail into a file that its owner alone reads', async () => {
  const buyer = await guest(store.graphqlUrl);
  const variant = await findVariant(buyer, 20, 40);
  const cart = await fillCart(buyer, [{ variantId: variant.id, quantity: 1 }]);
  const order = await placeOrder(buyer, placeInput(cart));
  await paymentBecomes(buyer, order.id, 'PAID');
  const mails = (): string[] => readdirSync(store.mailDirectory).filter((name) => name.endsWith('.eml'));
  await expect.poll(mails, { timeout: 20_000 }).toHaveLength(1);
  expect(modeOf(store.mailDirectory)).toBe(0o700);
  for (const mail of mails()) expect(modeOf(path.join(store.mailDirectory, mail))).toBe(0o600);
});

it('shows nothing that is for developers', async () => {
  const pages = [
    '/',
    '/explorer/',
    '/mailbox/',
    '/mailbox/api/messages',
    '/schema.graphql',
    '/possibleTypes.json',
  ];
  const gateway = store.graphqlUrl.replace(/\/graphql$/, '');
  for (const page of pages) expect([page, (await fetch(gateway + page)).status]).toEqual([page, 404]);
  const { data, errors } = await graphqlClient(store.graphqlUrl).send('{ __schema { types { name } } }');
  expect(data ?? null).toBeNull();
  expect(errors).not.toHaveLength(0);
  for (const page of ['/', '/api/messages'])
    expect([page, (await fetch(store.mailboxUrl + page)).status]).toEqual([page, 404]);
});

it('takes no password that everybody knows from staff', async () => {
  const visitor = graphqlClient(store.graphqlUrl);
  await expect(signIn(visitor, 'staff@example.com', 'let-me-work-2026')).rejects.toThrow('No session');
});

it('keeps its secrets and logs to its owner, and the secrets for the next start', async () => {
  const logs = path.join(dataDir, 'logs');
  expect([modeOf(path.join(dataDir, 'secrets')), modeOf(logs)]).toEqual([0o700, 0o700]);
  for (const log of readdirSync(logs)) expect([log, modeOf(path.join(logs, log))]).toEqual([log, 0o600]);
  const { staff } = store;
  const buyer = await guest(store.graphqlUrl);
  await store.stop();
  await open();
  expect(store.staff).toEqual(staff);
  const again = buyer.through(store.graphqlUrl);
  expect(await again.ask('{ me { __typename } }')).toEqual({ me: { __typename: 'User' } });
});
