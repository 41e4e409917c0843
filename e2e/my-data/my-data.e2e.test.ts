import { randomUUID } from 'node:crypto';
import { domains } from '@cartwright/events';
import { expect, inject, it } from 'vitest';
import { graphqlClient, type GraphqlClient } from '../support/graphql-client.ts';
import { mailTo } from '../support/mailbox.ts';
import { mutate } from '../support/mutate.ts';
import {
  address,
  fillCart,
  findVariant,
  followOrder,
  followToEnd,
  guest,
  placeInput,
  placeOrder,
  register,
} from '../support/shopper.ts';
import { staffClient } from '../support/staff.ts';
import { filesWith, tablesWith } from './traces.ts';

const url = inject('graphqlUrl');
const mailboxUrl = inject('mailboxUrl');
const mark = randomUUID().slice(0, 8);
const email = `my-data-${mark}@example.com`;
const phone = `+49 30 ${String(Math.floor(Math.random() * 9_000_000) + 1_000_000)}`;
const person = {
  ...{ firstName: `First ${mark}`, lastName: `Last ${mark}`, company: `Firm ${mark}` },
  ...{ line1: `Street ${mark}`, phone },
};
/** The mark is in every name, address and e-mail address. */
const traces = [mark, phone, phone.replaceAll(' ', '')];

const requestFields = `id status steps { domain state waitsFor }
  export { ${domains.map((domain) => `${domain}Data`).join(' ')} }`;
interface DataRequest {
  readonly id: string;
  readonly status: string;
  readonly steps: readonly {
    readonly domain: string;
    readonly state: string;
    readonly waitsFor: string | null;
  }[];
  readonly export: Readonly<Record<string, unknown>> | null;
}

/** Somebody with an account whose address is confirmed, a name, an address, and a paid order. */
async function knownCustomer() {
  const customer = await register(await guest(url), email);
  const { text } = await mailTo(mailboxUrl, email, 'Confirm your e-mail address');
  const token = /\/email-verification\?token=([\w%-]+)/.exec(text)?.[1] ?? '';
  const verify = {
    name: 'customerEmailVerify',
    input: { token: decodeURIComponent(token) },
    select: '__typename',
  };
  await mutate(customer, verify);
  const { firstName, lastName, company } = person;
  const update = { name: 'customerUpdate', input: { firstName, lastName, company }, select: '__typename' };
  await mutate(customer, update);
  const own = { ...address, ...person };
  const create = { idempotencyKey: randomUUID(), address: own };
  await mutate(customer, { name: 'customerAddressCreate', input: create, select: '__typename' });
  const variant = await findVariant(customer, 10);
  const cart = await fillCart(customer, [{ variantId: variant.id, quantity: 1 }]);
  const order = await placeOrder(customer, { ...placeInput(cart), email, shippingAddress: own });
  await followToEnd(customer, order.id);
  await fillCart(customer, [{ variantId: variant.id, quantity: 2 }]);
  return { customer, order, variant };
}

async function review(customer: GraphqlClient, slug: string): Promise<void> {
  const { product } = await customer.ask<{ product: { id: string } }>(
    'query ($slug: String!) { product(slug: $slug) { id } }',
    { slug },
  );
  const input = { productId: product.id, rating: 5, title: 'Good', body: 'It holds.' };
  await mutate(customer, { name: 'reviewCreate', input, select: '__typename' });
}

async function readExport(customer: GraphqlClient, id: string): Promise<DataRequest> {
  const query = `query ($id: ID!) { dataRequest(id: $id) { ${requestFields} } }`;
  return (await customer.ask<{ dataRequest: DataRequest }>(query, { id })).dataRequest;
}

async function followErasure(token: string): Promise<DataRequest> {
  const query = `query ($token: String!) { dataErasure(token: $token) { id status steps { domain state waitsFor } } }`;
  return (await graphqlClient(url).ask<{ dataErasure: DataRequest }>(query, { token })).dataErasure;
}

const seen = `number status total { gross { amount currencyCode } tax { amount } } lines { title quantity }
  email shippingAddress { lastName line1 countryCode } customer { displayName email }`;
interface SeenOrder {
  readonly number: string;
  readonly status: string;
  readonly email: string;
  readonly total: unknown;
  readonly lines: unknown;
  readonly shippingAddress: { readonly countryCode: string };
}
async function seenByStaff(staff: GraphqlClient, id: string): Promise<SeenOrder> {
  return (await staff.ask<{ order: SeenOrder }>(`query ($id: ID!) { order(id: $id) { ${seen} } }`, { id }))
    .order;
}

async function deliver(staff: GraphqlClient, orderId: string): Promise<void> {
  const sent = await mutate<{ fulfillment: { id: string } }>(staff, {
    name: 'orderFulfillmentCreate',
    input: { idempotencyKey: randomUUID(), orderId, carrier: 'DHL', trackingNumber: '0034' },
    select: '__typename ... on OrderFulfillmentCreateSuccess { fulfillment { id } }',
  });
  const input = { fulfillmentId: sent.fulfillment.id };
  await mutate(staff, { name: 'orderFulfillmentMarkDelivered', input, select: '__typename' });
}

it('a customer reads all that is kept of them, and is erased from everywhere but what the law keeps of the order', async () => {
  const { customer, order, variant } = await knownCustomer();
  await review(customer, variant.slug);
  const staff = await staffClient(url);
  const before = await seenByStaff(staff, order.id);

  const { customerDataExport } = await customer.ask<{ customerDataExport: { request: DataRequest } }>(
    `mutation { customerDataExport { ... on CustomerDataExportSuccess { request { id } } } }`,
  );
  const { id } = customerDataExport.request;
  await expect
    .poll(async () => (await readExport(customer, id)).status, { timeout: 60_000 })
    .toBe('COMPLETED');
  const parts = (await readExport(customer, id)).export ?? {};
  const own = {
    ...{
      accountsData: person.line1,
      cartsData: person.line1,
      notificationsData: email,
      ordersData: person.line1,
    },
    ...{ paymentsData: email, productsData: 'It holds.' },
  };
  for (const [part, text] of Object.entries(own)) expect(JSON.stringify(parts[part])).toContain(text);
  expect(JSON.stringify(parts)).not.toMatch(/argon2|"\w*(hash|secret)\w*":/i);
  await mailTo(mailboxUrl, email, 'Your data can be read');
  expect((await readExport(staff, id)).export).toBeNull();

  for (const domain of domains)
    expect(await tablesWith(inject('databaseUrls')[domain], traces)).not.toEqual([]);
  await using socket = followOrder(customer, order.id);
  const erased = await mutate<{ __typename: string; token: string; request: { id: string } }>(customer, {
    name: 'customerErase',
    input: { proof: { password: 'correct horse battery' } },
    select: '__typename ... on CustomerEraseSuccess { token request { id } }',
  });
  expect(erased.__typename).toBe('CustomerEraseSuccess');
  await expect(socket.until(() => false)).rejects.toThrow();
  const dead = async () => (await customer.send('{ me { id } }')).errors?.[0]?.extensions?.code;
  await expect.poll(dead, { timeout: 5_000 }).toBe('UNAUTHENTICATED');
  await expect(followOrder(customer, order.id).until(() => true)).rejects.toThrow();

  const orders = { domain: 'ORDERS', state: 'HELD_UP', waitsFor: 'ORDERS_UNDER_WAY' };
  await expect
    .poll(() => followErasure(erased.token).then(({ steps }) => steps), { timeout: 30_000 })
    .toContainEqual(orders);
  await deliver(staff, order.id);
  await mailTo(mailboxUrl, email, 'has arrived');
  await expect
    .poll(async () => (await followErasure(erased.token)).status, { timeout: 150_000, interval: 1_000 })
    .toBe('COMPLETED');
  await mailTo(mailboxUrl, email, 'Your data is erased');

  const after = await seenByStaff(staff, order.id);
  expect(after).toMatchObject({
    number: before.number,
    total: before.total,
    lines: before.lines,
    status: 'DELIVERED',
  });
  expect(after.shippingAddress.countryCode).toBe(before.shippingAddress.countryCode);
  for (const domain of domains) {
    const holders = () => tablesWith(inject('databaseUrls')[domain], traces);
    await expect.poll(holders, { message: domain, timeout: 150_000, interval: 1_000 }).toEqual([]);
  }
  expect(filesWith(inject('logDirectory'), traces)).toEqual([]);
  expect((await register(await guest(url), email)).token).toBeDefined();
}, 600_000);
