import { startTestNats, waitFor, type TestNats } from '@cartwright/testing';
import { connect } from '@nats-io/transport-node';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createParticipant } from '../../test/participant.ts';
import { connectionOptions } from '../nats/connection-options.ts';
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

it('comes from a replica that can give it, while others of the version before run', async () => {
  const earlier = stack.adopt(await connect(connectionOptions(nats.urlFor('products'))), (connection) =>
    connection.close(),
  );
  for (let replicas = 0; replicas < 99; replicas += 1)
    earlier.subscribe('messaging.report.products', { queue: 'report', callback: () => undefined });
  await earlier.flush();
  const [asker] = askers;
  expect(await asker?.reports()).toHaveProperty('products');
});
