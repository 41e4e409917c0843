import { randomUUID } from 'node:crypto';
import { waitFor } from '@cartwright/testing';
import { expect, inject, it } from 'vitest';
import { graphqlClient, type GraphqlClient } from '../support/graphql-client.ts';
import {
  fillCart,
  findVariant,
  followToEnd,
  guest,
  place,
  placeInput,
  placeOrder,
} from '../support/shopper.ts';
import { adjustStock, staffClient } from '../support/staff.ts';

const graphqlUrl = inject('graphqlUrl');
const visitor = graphqlClient(graphqlUrl);

interface Movement {
  readonly kind: string;
  readonly quantity: number;
  readonly availableAfter: number;
  readonly orderId: string | null;
  readonly reason: string | null;
}

async function movementsOf(staff: GraphqlClient, variantId: string): Promise<readonly Movement[]> {
  const { stockMovements } = await staff.ask<{ stockMovements: { nodes: readonly Movement[] } }>(
    `query ($variantId: ID!) { stockMovements(variantId: $variantId, first: 100) {
      nodes { kind quantity availableAfter orderId reason } } }`,
    { variantId },
  );
  return stockMovements.nodes;
}

it('staff read what came in and which order took what', async () => {
  const staff = await staffClient(graphqlUrl);
  const { id: variantId } = await findVariant(visitor, 10, 40);
  await staff.ask(
    `mutation ($input: VariantStockAdjustInput!) { variantStockAdjust(input: $input) { __typename } }`,
    {
      input: {
        idempotencyKey: randomUUID(),
        variantId,
        delta: 3,
        kind: 'RECEIVED',
        reason: 'From the mill.',
      },
    },
  );
  const [received] = await movementsOf(staff, variantId);
  expect(received).toMatchObject({ kind: 'RECEIVED', quantity: 3, orderId: null, reason: 'From the mill.' });

  const buyer = await guest(graphqlUrl);
  const { id: orderId } = await placeOrder(
    buyer,
    placeInput(await fillCart(buyer, [{ variantId, quantity: 2 }])),
  );
  await followToEnd(buyer, orderId);
  const ofOrder = (await movementsOf(staff, variantId)).filter((movement) => movement.orderId === orderId);
  const left = (received?.availableAfter ?? 0) - 2;
  expect(ofOrder).toEqual([
    { kind: 'SOLD', quantity: 2, availableAfter: left, orderId, reason: null },
    { kind: 'RESERVED', quantity: 2, availableAfter: left, orderId, reason: null },
  ]);
});

interface Offered {
  readonly id: string;
  readonly availability: {
    readonly status: string;
    readonly quantityAvailable: number;
    readonly expectedAt: string;
  };
}

/** What shoppers see of a variant's stock as of now: beside `me` nothing is taken from what is kept of answers. */
async function availabilityOf(slug: string, variantId: string): Promise<Offered['availability'] | undefined> {
  const { product } = await visitor.ask<{ product: { variants: readonly Offered[] } }>(
    `query ($slug: String!) { me { id } product(slug: $slug) {
      variants { id availability { status quantityAvailable expectedAt } } } }`,
    { slug },
  );
  return product.variants.find(({ id }) => id === variantId)?.availability;
}

it('what is sold out is bought all the same up to a limit, and shoppers see when it is expected', async () => {
  const staff = await staffClient(graphqlUrl);
  const { id: variantId, slug, quantityAvailable } = await findVariant(visitor, 10, 41);
  await adjustStock(staff, variantId, 1 - quantityAvailable);
  const expectedAt = '2027-03-01T00:00:00.000Z';
  const { result } = await staff.ask<{ result: object }>(
    `mutation ($input: VariantStockPolicyUpdateInput!) { result: variantStockPolicyUpdate(input: $input) {
      __typename ... on VariantStockPolicyUpdateSuccess { stock { quantityAvailable onHand } } } }`,
    { input: { variantId, version: 1, whenSoldOut: 'BACKORDER', backorderLimit: 2, expectedAt } },
  );
  expect(result).toMatchObject({ stock: { quantityAvailable: 3, onHand: 1 } });

  const buyer = await guest(graphqlUrl);
  // Carts learn of it within moments.
  const cart = await waitFor(() => fillCart(buyer, [{ variantId, quantity: 2 }]).catch(() => undefined));
  const order = await placeOrder(buyer, placeInput(cart));
  expect((await followToEnd(buyer, order.id)).at(-1)?.orderStatusChanged.status).toBe('CONFIRMED');
  expect(await availabilityOf(slug, variantId)).toEqual({
    status: 'BACKORDER',
    quantityAvailable: 1,
    expectedAt,
  });

  const [one, other] = [await guest(graphqlUrl), await guest(graphqlUrl)];
  const carts = await Promise.all(
    [one, other].map((client) => fillCart(client, [{ variantId, quantity: 1 }])),
  );
  const placed = await Promise.all([
    place(one, placeInput(carts[0] ?? cart)),
    place(other, placeInput(carts[1] ?? cart)),
  ]);
  const ends = await Promise.all(
    placed.map(async ({ order: last }, index) =>
      last === undefined
        ? 'REFUSED'
        : (await followToEnd(index === 0 ? one : other, last.id)).at(-1)?.orderStatusChanged.status,
    ),
  );
  expect(ends.filter((end) => end === 'CONFIRMED')).toHaveLength(1);
  const { variantStock } = await staff.ask<{ variantStock: object }>(
    'query ($variantId: ID!) { variantStock(variantId: $variantId) { onHand sold reserved quantityAvailable } }',
    { variantId },
  );
  expect(variantStock).toMatchObject({ onHand: -2, reserved: 0, quantityAvailable: 0 });
});

it('shoppers who follow variants hear what can be bought of them, and of nothing that is not sold', async () => {
  const staff = await staffClient(graphqlUrl);
  const { id: variantId, quantityAvailable } = await findVariant(visitor, 10, 42);
  await using events = visitor.subscribe<{
    stockChanged: { variant: { id: string }; availability: { quantityAvailable: number } };
  }>(
    `subscription ($variantIds: [ID!]!) { stockChanged(variantIds: $variantIds) {
      variant { id availability { quantityAvailable } } availability { quantityAvailable status } } }`,
    { variantIds: [variantId, randomUUID(), 'none'] },
  );
  const next = async () => (await events.until(() => true))[0]?.stockChanged;
  const showing = (left: number) => ({
    variant: { id: variantId, availability: { quantityAvailable: left } },
    availability: { quantityAvailable: left, status: left === 3 ? 'LOW_STOCK' : 'IN_STOCK' },
  });
  expect(await next()).toEqual(showing(quantityAvailable));
  await adjustStock(staff, variantId, 3 - quantityAvailable);
  expect(await next()).toEqual(showing(3));

  await using ofNothing = visitor.subscribe(
    'subscription ($variantIds: [ID!]!) { stockChanged(variantIds: $variantIds) { availability { status } } }',
    { variantIds: [randomUUID()] },
  );
  await expect(ofNothing.until(() => true)).rejects.toThrow('There is no such variant.');
});
