import { startTestNats, waitFor, type TestNats } from '@cartwright/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createParticipant } from '../../test/participant.ts';
import type { Messaging } from '../messaging.ts';

const stack = new AsyncDisposableStack();
let nats: TestNats;
let askers: Messaging[];

beforeAll(async () => {
  nats = stack.use(await startTestNats());
  const orders = stack.use(await createParticipant('orders', nats));
  const products = stack.use(await createParticipant('products', nats));
  askers = [await orders.startReplica({}), await orders.startReplica({})];
  await products.startReplica({});
});
afterAll(() => stack.disposeAsync());

it('comes from every domain that runs, to each replica that asks', async () => {
  const told = await waitFor(async () => {
    const reports = await Promise.all(askers.map((asker) => asker.reports()));
    return reports.every(({ orders, products }) => orders && products) && reports;
  });
  for (const reports of told) {
    expect(Object.keys(reports).toSorted()).toEqual(['orders', 'products']);
    expect(reports.products).toMatchObject({ unpublished: 0, parked: 0 });
  }
});
