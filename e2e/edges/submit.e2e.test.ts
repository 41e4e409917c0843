import { describe, expect, inject, it } from 'vitest';
import { graphqlClient, type GraphqlClient } from '../support/graphql-client.ts';
import { ledgerOf } from '../support/ledger.ts';
import {
  currentCart,
  fillCart,
  findVariant,
  followToEnd,
  guest,
  place,
  placeInput,
  placeOrder,
  register,
} from '../support/shopper.ts';

const graphqlUrl = inject('graphqlUrl');
const simulatorUrl = inject('simulatorUrl');
const visitor = graphqlClient(graphqlUrl);

/** A buyer who is about to place an order. */
async function readyToBuy(skip: number) {
  const buyer = await guest(graphqlUrl);
  const variant = await findVariant(visitor, 10, skip);
  const cart = await fillCart(buyer, [{ variantId: variant.id, quantity: 1 }]);
  return { buyer, cart, input: placeInput(cart) };
}

async function ordersOf(buyer: GraphqlClient): Promise<string[]> {
  const { orders } = await buyer.ask<{ orders: { nodes: { id: string }[] } }>('{ orders { nodes { id } } }');
  return orders.nodes.map(({ id }) => id);
}

const cartBecomes = (buyer: GraphqlClient, cartId: string, status: string) =>
  expect.poll(() => currentCart(buyer, cartId), { timeout: 20_000 }).toMatchObject({ status });

const otherKey = <Input>(input: Input) => ({ ...input, idempotencyKey: crypto.randomUUID() });

describe('one cart submitted from several tabs at once', () => {
  it('is ordered and charged once; every other tab is answered that it is being ordered', async () => {
    const { buyer, cart, input } = await readyToBuy(20);
    const tabs = Array.from({ length: 6 }, () => otherKey(input));
    const answers = await Promise.all(tabs.map((tab) => place(buyer, tab)));
    const [order, ...more] = answers.flatMap((answer) => answer.order ?? []);
    expect(more).toEqual([]);
    const refusals = answers.filter((answer) => answer.order === undefined);
    expect(refusals).toEqual(
      refusals.map(() => ({
        __typename: 'CartUnavailableError',
        message: expect.stringMatching(/^The cart (is already being|has been) ordered/) as string,
      })),
    );
    const orderId = order?.id ?? '';
    const events = await followToEnd(buyer, orderId);
    expect(events.at(-1)?.orderStatusChanged.status).toBe('CONFIRMED');
    expect(await ordersOf(buyer)).toEqual([orderId]);
    expect(await ledgerOf(simulatorUrl, [orderId])).toMatchObject([{ liveCharges: 1 }]);

    await cartBecomes(buyer, cart.id, 'COMPLETED');
    expect(await place(buyer, otherKey(input))).toMatchObject({
      __typename: 'CartUnavailableError',
      message: 'The cart has been ordered already.',
    });
  });
});

describe('a client that sends the same order again', () => {
  it('gets one order: before the first answer, after it, and after the end of the checkout', async () => {
    const { buyer, input } = await readyToBuy(21);
    const before = await Promise.all(Array.from({ length: 5 }, () => placeOrder(buyer, input)));
    const [{ id: orderId } = { id: '' }] = before;
    await followToEnd(buyer, orderId);
    const after = await Promise.all([placeOrder(buyer, input), placeOrder(buyer, input)]);
    expect([...before, ...after].map(({ id }) => id)).toEqual([...before, ...after].map(() => orderId));
    expect(after.map(({ status }) => status)).toEqual(['CONFIRMED', 'CONFIRMED']);
    expect(await ordersOf(buyer)).toEqual([orderId]);
    expect(await ledgerOf(simulatorUrl, [orderId])).toMatchObject([{ liveCharges: 1 }]);
  });

  it('gets the cancelled order, not another one; a new key orders the cart again', async () => {
    const { buyer, cart } = await readyToBuy(22);
    const input = placeInput(cart, 'sim_blocked');
    const declined = await placeOrder(buyer, input);
    await followToEnd(buyer, declined.id);
    await cartBecomes(buyer, cart.id, 'ACTIVE');
    expect(await placeOrder(buyer, input)).toMatchObject({ id: declined.id, status: 'CANCELLED' });
    const again = await placeOrder(buyer, placeInput(cart));
    expect(again.id).not.toBe(declined.id);
    const events = await followToEnd(buyer, again.id);
    expect(events.at(-1)?.orderStatusChanged.status).toBe('CONFIRMED');
  });

  it('is refused when it reuses a key with another input, in parallel too, and one order is made', async () => {
    const { buyer, input } = await readyToBuy(23);
    const changed = { ...input, email: 'other@example.com' };
    const answers = await Promise.all([place(buyer, input), place(buyer, changed), place(buyer, changed)]);
    const [orderId, ...more] = new Set(answers.flatMap(({ order }) => order?.id ?? []));
    expect(more).toEqual([]);
    const refusals = new Set(answers.filter(({ order }) => !order).map(({ __typename }) => __typename));
    expect([...refusals]).toEqual(['IdempotencyKeyReusedError']);
    await followToEnd(buyer, orderId ?? '');
    expect(await ordersOf(buyer)).toEqual([orderId]);
  });
});

describe('a key that two buyers use', () => {
  it('belongs to an order of each, and reveals nothing of the other', async () => {
    const [first, second] = await Promise.all([readyToBuy(24), readyToBuy(25)]);
    const { idempotencyKey } = first.input;
    const [mine, theirs] = await Promise.all([
      placeOrder(first.buyer, first.input),
      placeOrder(second.buyer, { ...second.input, idempotencyKey }),
    ]);
    expect(theirs.id).not.toBe(mine.id);
    expect(await ordersOf(first.buyer)).toEqual([mine.id]);
    expect(await ordersOf(second.buyer)).toEqual([theirs.id]);
    const stolen = await place(second.buyer, otherKey(first.input));
    expect(stolen).toEqual({ __typename: 'CartUnavailableError', message: 'There is no such cart.' });
    await Promise.all([followToEnd(first.buyer, mine.id), followToEnd(second.buyer, theirs.id)]);
  });

  it('is kept when a guest becomes a customer: the same request still returns the same order', async () => {
    const { buyer, input } = await readyToBuy(26);
    const placed = await placeOrder(buyer, input);
    const customer = await register(buyer);
    expect(await placeOrder(customer, input)).toMatchObject({ id: placed.id });
    await followToEnd(customer, placed.id);
    expect(await ordersOf(customer)).toEqual([placed.id]);
  });
});
