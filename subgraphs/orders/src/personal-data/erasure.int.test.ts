import {
  dataErasureAnswered,
  dataExportPrepared,
  dataExportRequested,
  erasedEmail,
  guestClaimed,
  userDeleted,
  userUpdated,
} from '@cartwright/events';
import { startSender, startTestNats, type TestSender, type TestViewer } from '@cartwright/testing';
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newCustomer, place, placeInput, staff, type KnownViewer } from '../../test/operations.ts';
import { startCounterparts } from '../../test/start-counterparts.ts';
import { startTestOrders, type TestOrders } from '../../test/start-test-orders.ts';

const stack = new AsyncDisposableStack();
let orders: TestOrders;
let accounts: TestSender;
beforeAll(async () => {
  const nats = stack.use(await startTestNats());
  stack.use(await startCounterparts(nats));
  orders = stack.use(await startTestOrders({ natsUrl: nats.urlFor('orders') }));
  await orders.startReplica();
  const contracts = [dataExportRequested, guestClaimed, userDeleted, userUpdated];
  accounts = stack.use(await startSender(nats, 'accounts', contracts));
});
afterAll(() => stack.disposeAsync());

const patience = { timeout: 20_000 };
const street = '7 Nowhere Lane';

/** Orders something that is cancelled, or sold and still in the house. */
async function order(viewer: KnownViewer, token = 'sim_blocked', status = 'CANCELLED') {
  const more = { email: `${viewer.id}@example.com`, paymentMethod: { token } };
  const shippingAddress = { ...placeInput().shippingAddress, line1: street };
  const { id, number } = (await place(orders, viewer, placeInput({ ...more, shippingAddress }))).order;
  await expect.poll(() => read(id).then((found) => found?.status), patience).toBe(status);
  return { id, number };
}

/** An order as staff see it. */
async function read(id: string) {
  const { data } = await orders.graphql<{ order: { status: string; email: string } | null }>(
    { ...staff, permissions: ['ORDERS_READ'] },
    `query ($id: ID!) { order(id: $id) {
      status email total { gross { amount } } shippingAddress { firstName line1 countryCode } timeline { code }
    } }`,
    { id },
  );
  return data.order;
}

/** The answers to a request, in the order in which they were sent. */
async function answers(type: string, requestId: string): Promise<unknown[]> {
  const { rows } = await sql<{ data: unknown }>`
    SELECT envelope -> 'data' AS data FROM messaging.outbox
    WHERE type = ${type} AND envelope -> 'data' ->> 'requestId' = ${requestId} ORDER BY seq`.execute(
    orders.database.statements,
  );
  return rows.map(({ data }) => data);
}

const told = (requestId: string) => answers(dataErasureAnswered.orders.type, requestId);
const lookAgain = (customerId: string) =>
  sql`UPDATE personal_data.erasures SET next_at = now() WHERE customer_id = ${customerId}::uuid`.execute(
    orders.database.statements,
  );
const emailsOf = (customerId: string) =>
  orders.database.statements
    .selectFrom('customerEmails')
    .select(['email', 'version'])
    .where('customerId', '=', customerId)
    .execute();

const handled = (type: string, businessId: string) =>
  expect
    .poll(async () => {
      const { rows } = await sql`
        SELECT FROM messaging.inbox WHERE type = ${type} AND business_id = ${businessId}`.execute(
        orders.database.statements,
      );
      return rows.length;
    }, patience)
    .toBe(1);

const known = (customerId: string, version: number, email = `${customerId}@example.com`) => ({
  ...{ customerId, version, email, isEmailVerified: true, firstName: 'Sam', locale: 'en' },
  ...{ groupIds: [], company: null, vatId: null },
});

const forget = (customerId: string, more: object = {}) => {
  const request = {
    customerId,
    requestId: uuidv7(),
    guestIds: [],
    deletedAt: new Date().toISOString(),
    ...more,
  };
  return accounts.send(userDeleted, request).then(() => request.requestId);
};

describe('an export', () => {
  it('has what orders keeps of a person, for them alone, until it expires', async () => {
    const customer = newCustomer();
    const { number } = await order(customer);
    const exported = { requestId: uuidv7(), round: 1, customerId: customer.id, guestIds: [] };
    const expiresAt = new Date(Date.now() + 600_000).toISOString();
    await accounts.send(dataExportRequested, { ...exported, expiresAt });
    await expect
      .poll(() => answers(dataExportPrepared.orders.type, exported.requestId), patience)
      .toEqual([{ requestId: exported.requestId, round: 1, customerId: customer.id }]);
    const ask = async (viewer: TestViewer | null) => {
      const { data } = await orders.graphql<{ _entities: [{ ordersData: object | null } | null] } | null>(
        viewer,
        `query ($of: [_Any!]!) { _entities(representations: $of) { ... on DataExport { ordersData } } }`,
        { of: [{ __typename: 'DataExport', id: exported.requestId }] },
      );
      return data?._entities[0]?.ordersData ?? null;
    };
    expect(await ask(customer)).toMatchObject({ orders: [{ number, shippingAddress: { line1: street } }] });
    const clerk = { ...staff, permissions: ['ORDERS_READ'] } as TestViewer;
    for (const other of [newCustomer(), newCustomer({ role: 'GUEST' }), clerk, null])
      expect(await ask(other)).toBeNull();
    await sql`UPDATE personal_data.export_parts SET expires_at = now() WHERE customer_id = ${customer.id}::uuid`.execute(
      orders.database.statements,
    );
    expect(await ask(customer)).toBeNull();
  });
});

describe('somebody who is erased', () => {
  it('is nobody to staff, who see the same totals, and is found by no number and address', async () => {
    const customer = newCustomer();
    const { id, number } = await order(customer);
    const before = await read(id);
    const requestId = await forget(customer.id);
    const gone = { requestId, customerId: customer.id, waitsFor: null };
    await expect.poll(() => told(requestId), patience).toEqual([gone]);
    const shippingAddress = { firstName: 'Erased customer', line1: '–', countryCode: 'DE' };
    expect(await read(id)).toEqual({ ...before, email: erasedEmail, shippingAddress });
    for (const email of [`${customer.id}@example.com`, erasedEmail]) {
      const query =
        'query ($number: String!, $email: String!) { orderLookup(number: $number, email: $email) { number } }';
      expect(await orders.graphql(null, query, { number, email })).toMatchObject({
        data: { orderLookup: null },
      });
    }
  });

  it('is not brought back by what comes late, or comes again', async () => {
    const [customer, guest] = [newCustomer(), newCustomer({ role: 'GUEST' })];
    await accounts.send(userUpdated, known(customer.id, 2));
    await expect.poll(() => emailsOf(customer.id), patience).toHaveLength(1);
    const { id } = await order(guest);
    const requestId = await forget(customer.id);
    await expect.poll(() => told(requestId), patience).toHaveLength(1);
    await accounts.send(userUpdated, known(customer.id, 3));
    await handled(userUpdated.type, `${customer.id}:3`);
    expect(await emailsOf(customer.id)).toEqual([]);
    await accounts.send(guestClaimed, { guestId: guest.id, customerId: customer.id });
    await handled(guestClaimed.type, guest.id);
    await lookAgain(customer.id);
    await expect.poll(() => read(id).then((found) => found?.email), patience).toBe(erasedEmail);
    const again = { customerId: customer.id, requestId, round: 2, deletedAt: new Date().toISOString() };
    await accounts.send(userDeleted, again);
    const answer = { requestId, customerId: customer.id, waitsFor: null };
    await expect.poll(() => told(requestId), patience).toEqual([answer, answer]);
  });

  it('stays in an order that is under way, and is out of it after its end', async () => {
    const customer = newCustomer();
    const { id } = await order(customer, 'sim_ok', 'CONFIRMED');
    const requestId = await forget(customer.id);
    const answer = { requestId, customerId: customer.id };
    await expect.poll(() => told(requestId), patience).toEqual([{ ...answer, waitsFor: 'ORDERS_UNDER_WAY' }]);
    expect(await read(id)).toMatchObject({
      email: `${customer.id}@example.com`,
      shippingAddress: { line1: street },
    });
    const cancelling =
      'mutation ($input: CheckoutCancelInput!) { checkoutCancel(input: $input) { __typename } }';
    const boss = { ...staff, permissions: ['OPERATIONS_MANAGE'] } as TestViewer;
    const input = { orderId: id, reason: 'The buyer is gone.' };
    expect(await orders.graphql(boss, cancelling, { input })).toMatchObject({
      data: { checkoutCancel: { __typename: 'CheckoutCancelSuccess' } },
    });
    await expect.poll(() => read(id).then((found) => found?.status), patience).toBe('CANCELLED');
    await lookAgain(customer.id);
    await expect
      .poll(() => told(requestId), patience)
      .toEqual([
        { ...answer, waitsFor: 'ORDERS_UNDER_WAY' },
        { ...answer, waitsFor: null },
      ]);
    expect(await read(id)).toMatchObject({ email: erasedEmail, status: 'CANCELLED' });
  });

  it('is in no order in the end, however many are being placed and given up when they go', async () => {
    const customer = newCustomer();
    const placed = Array.from({ length: 6 }, () => order(customer, 'sim_blocked'));
    const requestId = await forget(customer.id);
    const ids = (await Promise.all(placed)).map(({ id }) => id);
    await lookAgain(customer.id);
    await expect
      .poll(async () => (await told(requestId)).at(-1), patience)
      .toEqual({ requestId, customerId: customer.id, waitsFor: null });
    await lookAgain(customer.id);
    await expect
      .poll(async () => new Set((await Promise.all(ids.map(read))).map((found) => found?.email)), patience)
      .toEqual(new Set([erasedEmail]));
  });
});
