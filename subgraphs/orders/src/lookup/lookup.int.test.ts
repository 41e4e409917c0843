import { orderAccessRequested, type DataOf } from '@cartwright/events';
import { unsealed } from '@cartwright/testing';
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newCustomer, place, placeInput, type SeenOrder } from '../../test/operations.ts';
import { startTestOrders, type TestOrders } from '../../test/start-test-orders.ts';
import { purgeLookups } from './repository.ts';

let orders: TestOrders;
let now = new Date('2026-01-02T10:00:00.000Z');
const passMinutes = (minutes: number) => (now = new Date(now.getTime() + minutes * 60_000));
beforeAll(async () => {
  orders = await startTestOrders({ now: () => now });
});
afterAll(() => orders[Symbol.asyncDispose]());

async function placeFor(email: string): Promise<SeenOrder> {
  const guest = newCustomer({ role: 'GUEST' });
  return (await place(orders, guest, placeInput({ email }))).order;
}
const unknownEmail = () => `${uuidv7()}@example.com`;
const lookUp = (number: string, email: string, network?: string) =>
  orders.graphql(
    null,
    `query ($number: String!, $email: String!) { result: orderLookup(number: $number, email: $email) {
      number status paymentStatus fulfillmentStatus maskedEmail
      lines { title quantity } total { gross { amount } } cancellation { reason }
    } }`,
    { number, email },
    network === undefined ? {} : { 'x-client-network': network },
  );
const sendLink = (number: string, email: string) =>
  orders.graphql(
    null,
    `mutation ($input: OrderAccessLinkSendInput!) { result: orderAccessLinkSend(input: $input) {
      __typename
      ... on OrderAccessLinkSendSuccess { message }
      ... on InvalidInputError { fields { path } }
    } }`,
    { input: { number, email } },
  );
const open = (token: string) =>
  orders.graphql(
    null,
    `query ($token: String!) { result: orderByAccessToken(token: $token) {
      number email shippingAddress { line1 } lines { sku } timeline { code } fulfillments { number }
    } }`,
    { token },
  );
async function requests(orderId: string): Promise<DataOf<typeof orderAccessRequested>[]> {
  const { rows } = await sql<{ data: DataOf<typeof orderAccessRequested> }>`
    SELECT envelope -> 'data' AS data FROM messaging.outbox
    WHERE type = ${orderAccessRequested.type} AND key = ${orderId} ORDER BY id`.execute(
    orders.database.statements,
  );
  return rows.map(({ data }) => unsealed(orderAccessRequested, data));
}
const codeOf = async (answer: ReturnType<typeof lookUp>) => (await answer).errors?.[0]?.extensions['code'];

describe('an order that was placed by a guest who is gone', () => {
  it('is found by number and address, without names and addresses', async () => {
    const { number } = await placeFor('Sam.Shopper@example.com');
    const { data } = await lookUp(number.toLowerCase(), ' sam.shopper@EXAMPLE.com ');
    expect(data).toMatchObject({
      result: { number, status: 'PENDING', maskedEmail: expect.stringMatching(/^s\*\*\*@/i) as string },
    });
    expect(JSON.stringify(data)).not.toMatch(/Shopper|Example Street|Berlin/);
  });

  it('is like none by another address, and by another number', async () => {
    const email = unknownEmail();
    const { number } = await placeFor(email);
    const other = await placeFor(unknownEmail());
    const answers = await Promise.all([
      lookUp(number, unknownEmail()),
      lookUp(other.number, email),
      lookUp('CW-999999999', email),
      lookUp('nonsense', 'nobody'),
    ]);
    for (const { data, errors } of answers) expect({ data, errors }).toEqual({ data: { result: null } });
  });

  it('is opened by the link that is mailed to its own address, for an hour, and only as a hash on record', async () => {
    const email = unknownEmail();
    const { id, number } = await placeFor(email);
    expect((await sendLink(number, email.toUpperCase())).data).toMatchObject({
      result: { __typename: 'OrderAccessLinkSendSuccess' },
    });
    const [{ token, email: to, expiresAt } = { token: '', email: '', expiresAt: '' }] = await requests(id);
    expect(to).toBe(email);
    expect(Date.parse(expiresAt) - now.getTime()).toBe(60 * 60_000);
    expect((await open(token)).data).toMatchObject({
      result: { number, email, shippingAddress: { line1: '1 Example Street' } },
    });
    const stored = await orders.database.prisma.orderAccessToken.findMany({ where: { orderId: id } });
    expect(stored).toHaveLength(1);
    expect(stored[0]?.tokenHash).not.toContain(token);
    expect((await open(stored[0]?.tokenHash ?? '')).data).toEqual({ result: null });
    passMinutes(61);
    expect((await open(token)).data).toEqual({ result: null });
    await purgeLookups(orders.database.statements, now);
    expect(await orders.database.prisma.orderAccessToken.count({ where: { orderId: id } })).toBe(0);
  });

  it('is asked for with one answer, whether or not there is such an order', async () => {
    const email = unknownEmail();
    const { id, number } = await placeFor(email);
    const [known, wrongEmail, wrongNumber] = await Promise.all([
      sendLink(number, email),
      sendLink(number, unknownEmail()),
      sendLink('CW-888888888', email),
    ]);
    expect(wrongEmail).toEqual(known);
    expect(wrongNumber).toEqual(known);
    expect(await requests(id)).toHaveLength(1);
    expect((await sendLink('CW', 'nobody')).data).toEqual({
      result: { __typename: 'InvalidInputError', fields: [{ path: ['number'] }, { path: ['email'] }] },
    });
  });
});

describe('somebody who guesses', () => {
  it('numbers of one address, or addresses of one number, is stopped for a while', async () => {
    const email = unknownEmail();
    const { number } = await placeFor(email);
    for (let guess = 1; guess <= 10; guess += 1) await lookUp(`CW-${5_000_000 + guess}`, email);
    expect(await codeOf(lookUp('CW-5000099', email))).toBe('RATE_LIMITED');
    expect(await codeOf(lookUp(number, email))).toBe('RATE_LIMITED');
    const { number: other } = await placeFor(unknownEmail());
    for (let guess = 1; guess <= 10; guess += 1) await lookUp(other, unknownEmail());
    expect(await codeOf(lookUp(other, unknownEmail()))).toBe('RATE_LIMITED');
    const subjects = (await orders.database.prisma.lookupAttempts.findMany()).map(({ subject }) => subject);
    expect(subjects.join(' ')).not.toMatch(/CW|example/);
    passMinutes(16);
    expect((await lookUp(number, email)).data).toMatchObject({ result: { number } });
  });

  it('is stopped at the same count when all guesses come at once', async () => {
    const email = unknownEmail();
    const answers = await Promise.all(
      Array.from({ length: 15 }, (_, index) => codeOf(lookUp(`CW-${6_000_000 + index}`, email))),
    );
    expect(answers.filter((code) => code === 'RATE_LIMITED')).toHaveLength(5);
  });

  it('does not keep the owner out, who is somewhere else', async () => {
    const email = unknownEmail();
    const { number } = await placeFor(email);
    for (let guess = 1; guess <= 12; guess += 1) await lookUp(number, unknownEmail(), '203.0.113.1');
    expect(await codeOf(lookUp(number, email, '203.0.113.1'))).toBe('RATE_LIMITED');
    expect((await lookUp(number, email, '192.0.2.1')).data).toMatchObject({ result: { number } });
  });

  it('from many networks makes the owner wait for half a minute at most', async () => {
    const email = unknownEmail();
    const { number } = await placeFor(email);
    const guesses = Array.from({ length: 80 }, (_, index) => `203.0.113.${index % 12}`);
    for (const network of guesses) await lookUp(number, unknownEmail(), network);
    expect(await codeOf(lookUp(number, email, '192.0.2.1'))).toBe('RATE_LIMITED');
    passMinutes(0.5);
    expect((await lookUp(number, email, '192.0.2.1')).data).toMatchObject({ result: { number } });
  });

  it('cannot flood a mailbox', async () => {
    const email = unknownEmail();
    const { id, number } = await placeFor(email);
    for (let count = 0; count < 7; count += 1) await sendLink(number, email);
    expect(await requests(id)).toHaveLength(5);
  });
});
