import {
  CartCreateDocument,
  CartDocument,
  createSession,
  createSocket,
  followOrder,
  OrderDocument,
  OrderPlaceDocument,
  ProductDocument,
  ProductSearchDocument,
  ProductsDocument,
  type OrderStep,
} from '@cartwright/client';
import { createApolloClient } from '@cartwright/client/apollo';
import { createUrqlClient } from '@cartwright/client/urql';
import { randomUUID } from 'node:crypto';
import { describe, expect, inject, it } from 'vitest';
import { address } from '../../support/shopper.ts';

const url = inject('graphqlUrl');

describe('the client package', () => {
  it('takes a visitor from the catalogue to a confirmed order with Apollo Client', async () => {
    const session = createSession({ url });
    const socket = createSocket(session);
    const client = createApolloClient({ session, socket });

    const { data: list } = await client.query({ query: ProductsDocument, variables: { first: 3 } });
    expect(list?.products?.edges).toHaveLength(3);
    expect(await session.accessToken()).toBeUndefined();

    const slug = list?.products?.edges[0]?.node.slug ?? '';
    const { data: page } = await client.query({ query: ProductDocument, variables: { slug } });
    const variant = page?.product?.variants.find(({ quantityAvailable }) => quantityAvailable > 0);
    const { data: filled } = await client.mutate({
      mutation: CartCreateDocument,
      variables: {
        input: {
          idempotencyKey: randomUUID(),
          lines: [{ variantId: variant?.id ?? '', quantity: 1 }],
          buyerIdentity: { email: 'visitor@example.com', shippingAddress: address },
        },
      },
    });
    const created = filled?.cartCreate;
    if (created?.__typename !== 'CartSuccess') throw new Error(JSON.stringify(filled));
    expect(await session.accessToken()).toBeDefined();

    const option = created.cart.deliveryOptions[0];
    if (option === undefined) throw new Error('Nothing can be delivered.');
    const { data: placed } = await client.mutate({
      mutation: OrderPlaceDocument,
      variables: {
        input: {
          idempotencyKey: randomUUID(),
          cartId: created.cart.id,
          shippingMethod: option.code,
          expectedTotal: { amount: option.cartTotal.amount, currencyCode: option.cartTotal.currencyCode },
          paymentMethod: { token: 'sim_ok' },
        },
      },
    });
    const order = placed?.orderPlace;
    if (order?.__typename !== 'OrderPlaceSuccess') throw new Error(JSON.stringify(placed));

    const steps = await stepsTo('CONFIRMED', (onStep) =>
      followOrder({ session, socket, orderId: order.order.id, onStep }),
    );
    expect(steps.map(({ version }) => version)).toEqual(
      steps.map((_, index) => (steps[0]?.version ?? 0) + index),
    );
    const { data: seen } = await client.query({
      query: OrderDocument,
      variables: { id: order.order.id },
      fetchPolicy: 'network-only',
    });
    expect(seen?.order).toMatchObject({ status: 'CONFIRMED', paymentStatus: 'PAID' });
    client.stop();
  });

  it('gives an urql client that pages, searches and keeps a guest’s cart', async () => {
    const session = createSession({ url });
    const client = createUrqlClient({ session });
    const first = await client.query(ProductsDocument, { first: 2 }).toPromise();
    expect(first.error).toBeUndefined();
    const after = first.data?.products?.pageInfo.endCursor ?? null;
    const second = await client.query(ProductsDocument, { first: 2, after }).toPromise();
    const again = await client.query(ProductsDocument, { first: 2 }).toPromise();
    expect(second.data?.products?.edges).toHaveLength(4);
    expect(again.data?.products?.edges).toHaveLength(4);
    const found = await client.query(ProductSearchDocument, { input: { query: 'mug' } }).toPromise();
    expect(found.data?.productSearch?.products.totalCount).toBeGreaterThan(0);

    const variantId = '01900000-0000-7000-8000-000000000000';
    const refused = await client
      .mutation(CartCreateDocument, { input: { idempotencyKey: randomUUID(), lines: [{ variantId }] } })
      .toPromise();
    expect(refused.data?.cartCreate).toMatchObject({
      __typename: 'VariantUnavailableError',
      message: expect.any(String) as string,
    });
    await client.mutation(CartCreateDocument, { input: { idempotencyKey: randomUUID() } }).toPromise();
    const cart = await client.query(CartDocument, {}, { requestPolicy: 'network-only' }).toPromise();
    expect(cart.data?.cart).toMatchObject({ lines: [] });
  });
});

/** The steps up to a status. */
function stepsTo(status: string, follow: (onStep: (step: OrderStep) => void) => () => void) {
  return new Promise<OrderStep[]>((resolve) => {
    const steps: OrderStep[] = [];
    const stop = follow((step) => {
      steps.push(step);
      if (step.status !== status) return;
      stop();
      resolve(steps);
    });
  });
}
