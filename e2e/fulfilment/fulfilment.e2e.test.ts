import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { graphqlClient, type GraphqlClient } from '../support/graphql-client.ts';
import { mailTo } from '../support/mailbox.ts';
import { mutate } from '../support/mutate.ts';
import { fillCart, findVariant, guest, placeInput, placeOrder, stepsToEnd } from '../support/shopper.ts';
import { staffClient } from '../support/staff.ts';

const graphqlUrl = inject('graphqlUrl');
const mailboxUrl = inject('mailboxUrl');
const visitor = graphqlClient(graphqlUrl);
let staff: GraphqlClient;
beforeAll(async () => {
  staff = await staffClient(graphqlUrl);
});

interface Sent {
  readonly __typename: string;
  readonly fulfillment: { readonly id: string; readonly number: string };
}
const parcelFields = '__typename ... on UserError { message }';

/** An order of two pieces by a guest with that address, until it is confirmed. */
async function buyTwo(email: string) {
  const buyer = await guest(graphqlUrl);
  const variant = await findVariant(visitor, 20);
  const cart = await fillCart(buyer, [{ variantId: variant.id, quantity: 2 }]);
  const order = await placeOrder(buyer, { ...placeInput(cart), email });
  await stepsToEnd(buyer, order.id);
  return { buyer, order };
}

const seen = `status fulfillmentStatus cancellation { reason requestedAt cancelledAt }
  fulfillments { number status carrier trackingUrl lines { quantity line { sku } } deliveredAt }
  lines { id quantityShipped } receipt { number creditNotes { number receiptNumber total { gross { amount } } } }
  total { gross { amount } } timeline { code }`;
interface SeenOrder {
  readonly status: string;
  readonly fulfillmentStatus: string;
  readonly fulfillments: readonly { readonly number: string; readonly status: string }[];
  readonly lines: readonly { readonly id: string; readonly quantityShipped: number }[];
  readonly timeline: readonly { readonly code: string }[];
  readonly total: { readonly gross: { readonly amount: string } };
}
async function readOrder(client: GraphqlClient, id: string): Promise<SeenOrder> {
  const { order } = await client.ask<{ order: SeenOrder }>(
    `query ($id: ID!) { order(id: $id) { ${seen} } }`,
    { id },
  );
  return order;
}
const send = (orderId: string, more: object = {}): Promise<Sent> =>
  mutate<Sent>(staff, {
    name: 'orderFulfillmentCreate',
    input: { idempotencyKey: randomUUID(), orderId, carrier: 'DHL', trackingNumber: '0034', ...more },
    select: `${parcelFields} ... on OrderFulfillmentCreateSuccess { fulfillment { id number } }`,
  });
const arrive = (fulfillmentId: string): Promise<Sent> =>
  mutate<Sent>(staff, {
    name: 'orderFulfillmentMarkDelivered',
    input: { fulfillmentId },
    select: `${parcelFields} ... on OrderFulfillmentMarkDeliveredSuccess { fulfillment { id number } }`,
  });

describe('an order that staff send in two parcels', () => {
  it('tells its buyer of each, up to DELIVERED, and cannot be cancelled from the first on', async () => {
    const email = `parcels-${randomUUID()}@example.com`;
    const { buyer, order } = await buyTwo(email);
    const { lines } = await readOrder(buyer, order.id);
    const first = await send(order.id, { lines: [{ lineId: lines[0]?.id, quantity: 1 }] });
    expect(first.__typename).toBe('OrderFulfillmentCreateSuccess');
    expect(await readOrder(buyer, order.id)).toMatchObject({
      status: 'CONFIRMED',
      fulfillmentStatus: 'PARTIALLY_SHIPPED',
      fulfillments: [{ number: `${order.number}-1`, status: 'SHIPPED', lines: [{ quantity: 1 }] }],
      lines: [{ quantityShipped: 1 }],
    });
    const refused = await mutate<{ __typename: string }>(buyer, {
      name: 'orderCancel',
      input: { orderId: order.id },
      select: '__typename',
    });
    expect(refused.__typename).toBe('OrderNotCancellableError');
    const second = await send(order.id);
    await mailTo(mailboxUrl, email, 'on its way');
    for (const { fulfillment } of [first, second]) await arrive(fulfillment.id);
    const arrived = await readOrder(buyer, order.id);
    expect(arrived).toMatchObject({ status: 'DELIVERED', fulfillmentStatus: 'DELIVERED' });
    expect(arrived.timeline.map(({ code }) => code).slice(-4)).toEqual([
      'ORDER_PARTIALLY_SHIPPED',
      'ORDER_SHIPPED',
      'ORDER_PARTIALLY_DELIVERED',
      'ORDER_DELIVERED',
    ]);
    await mailTo(mailboxUrl, email, 'arrived');
  });
});

describe('an order that is cancelled after it was paid', () => {
  it('says so from the request on, and its receipt tells what was given back', async () => {
    const { buyer, order } = await buyTwo(`cancels-${randomUUID()}@example.com`);
    const cancel = () =>
      mutate<{ order: SeenOrder }>(buyer, {
        name: 'orderCancel',
        input: { orderId: order.id },
        select: `... on OrderCancelSuccess { order { ${seen} } }`,
      });
    const isoInstant = expect.stringMatching(/Z$/) as string;
    expect((await cancel()).order).toMatchObject({
      cancellation: { reason: 'CUSTOMER_REQUEST', requestedAt: isoInstant },
    });
    await expect
      .poll(async () => (await readOrder(buyer, order.id)).status, { timeout: 20_000 })
      .toBe('CANCELLED');
    const { order: again } = await cancel();
    const creditNote = { number: expect.stringMatching(/^CN-1\d{5}$/) as string, total: again.total };
    expect(again).toMatchObject({
      status: 'CANCELLED',
      cancellation: { reason: 'CUSTOMER_REQUEST', cancelledAt: isoInstant },
      receipt: { creditNotes: [creditNote] },
    });
  });
});

describe('a guest whose token is gone', () => {
  it('finds the order by number and address, and opens all of it by the mailed link', async () => {
    const email = `lost-${randomUUID()}@example.com`;
    const { order } = await buyTwo(email);
    const lookUp = async (number: string, address: string) =>
      (
        await visitor.ask<{ orderLookup: object | null }>(
          `query ($number: String!, $email: String!) { orderLookup(number: $number, email: $email) {
            number status maskedEmail lines { title quantity } } }`,
          { number, email: address },
        )
      ).orderLookup;
    expect(await lookUp(order.number, email)).toMatchObject({
      number: order.number,
      status: 'CONFIRMED',
      maskedEmail: 'l***@example.com',
    });
    expect(await lookUp(order.number, `other-${randomUUID()}@example.com`)).toBeNull();
    const asked = await mutate<{ __typename: string }>(visitor, {
      name: 'orderAccessLinkSend',
      input: { number: order.number, email },
      select: '__typename',
    });
    expect(asked.__typename).toBe('OrderAccessLinkSendSuccess');
    await expect.poll(() => tokensIn(email), { timeout: 20_000 }).not.toEqual([]);
    const opened = await Promise.all((await tokensIn(email)).map((token) => open(token)));
    expect(opened).toContainEqual({ number: order.number, email });
  });
});

/** What looks like a token in the mails to an address. */
async function tokensIn(email: string): Promise<string[]> {
  const query = new URLSearchParams({ to: email });
  const list = await fetch(`${mailboxUrl}/api/messages?${query.toString()}`);
  const mails = (await list.json()) as readonly { readonly id: string }[];
  const texts = await Promise.all(
    mails.map(async ({ id }) => {
      const mail = await fetch(`${mailboxUrl}/api/messages/${id}`);
      return ((await mail.json()) as { readonly text: string }).text;
    }),
  );
  return texts.flatMap((text) => text.match(/[\w-]{43}(?![\w-])/g) ?? []);
}

async function open(token: string): Promise<object | null> {
  const { orderByAccessToken } = await visitor.ask<{ orderByAccessToken: object | null }>(
    'query ($token: String!) { orderByAccessToken(token: $token) { number email } }',
    { token },
  );
  return orderByAccessToken;
}
