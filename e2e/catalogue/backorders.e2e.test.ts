import { randomUUID } from 'node:crypto';
import { waitFor } from '@cartwright/testing';
import { expect, inject, it } from 'vitest';
import { graphqlClient, type GraphqlClient } from '../support/graphql-client.ts';
import { fillCart, findVariant, followToEnd, guest, placeInput, placeOrder } from '../support/shopper.ts';
import { adjustStock, staffClient } from '../support/staff.ts';

const graphqlUrl = inject('graphqlUrl');
const visitor = graphqlClient(graphqlUrl);

async function act(staff: GraphqlClient, name: string, input: object, selection = '') {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  const { result } = await staff.ask<{ result: Record<string, { readonly id: string }> }>(
    `mutation ($input: ${type}Input!) { result: ${name}(input: $input) { __typename ${selection} } }`,
    { input },
  );
  expect(result['__typename']).toBe(`${type}Success`);
  return result;
}

/** A guest's order of a variant, once it is paid. */
async function buy(variantId: string, quantity: number) {
  const buyer = await guest(graphqlUrl);
  // Carts learn within moments that it can be bought.
  const cart = await waitFor(() => fillCart(buyer, [{ variantId, quantity }]).catch(() => undefined));
  const { id } = await placeOrder(buyer, placeInput(cart));
  expect((await followToEnd(buyer, id)).at(-1)?.orderStatusChanged.status).toBe('CONFIRMED');
  return { buyer, id };
}

async function waitsFor(client: GraphqlClient, id: string) {
  const { order } = await client.ask<{ order: { backorderedLines: readonly object[] } | null }>(
    'query ($id: ID!) { order(id: $id) { backorderedLines { quantity turn expectedAt } } }',
    { id },
  );
  return order?.backorderedLines;
}

it('buyers see when what they wait for is expected, and get it in turn when it comes in', async () => {
  const staff = await staffClient(graphqlUrl);
  const { id: variantId, slug, quantityAvailable } = await findVariant(visitor, 10, 44);
  await adjustStock(staff, variantId, -quantityAvailable);
  await act(staff, 'variantStockPolicyUpdate', {
    ...{ variantId, version: 1, whenSoldOut: 'BACKORDER', backorderLimit: 9 },
  });
  const expectedAt = new Date(Date.now() + 5 * 86_400_000).toISOString();
  const made = await act(
    staff,
    'inboundShipmentCreate',
    { idempotencyKey: randomUUID(), reference: 'PO 44', expectedAt, lines: [{ variantId, quantity: 4 }] },
    '... on InboundShipmentCreateSuccess { shipment { id } }',
  );
  const id = made['shipment']?.id;
  // Beside `me` nothing is taken from what is kept of answers.
  const { product } = await visitor.ask<{
    product: { variants: readonly { id: string; availability: object }[] };
  }>(
    `query ($slug: String!) { me { id } product(slug: $slug) { variants { id availability { status expectedAt } } } }`,
    { slug },
  );
  expect(product.variants.find((variant) => variant.id === variantId)?.availability).toEqual({
    status: 'BACKORDER',
    expectedAt,
  });

  const [first, second] = [await buy(variantId, 2), await buy(variantId, 3)];
  expect(await waitsFor(first.buyer, first.id)).toEqual([{ quantity: 2, turn: 1, expectedAt }]);
  expect(await waitsFor(second.buyer, second.id)).toEqual([{ quantity: 3, turn: 2, expectedAt: null }]);
  expect(await waitsFor(first.buyer, second.id)).toBeUndefined();

  const lines = [{ variantId, quantityReceived: 3 }];
  await act(staff, 'inboundShipmentReceive', { idempotencyKey: randomUUID(), id, lines });
  expect(await waitsFor(first.buyer, first.id)).toEqual([]);
  expect(await waitsFor(second.buyer, second.id)).toEqual([{ quantity: 2, turn: 1, expectedAt: null }]);
  const { variantStock } = await staff.ask<{ variantStock: object }>(
    `query ($variantId: ID!) { variantStock(variantId: $variantId) {
      onHand incoming waitingQuantity waiting { orderId quantity turn } } }`,
    { variantId },
  );
  expect(variantStock).toEqual({
    ...{ onHand: -2, incoming: 1, waitingQuantity: 2 },
    waiting: [{ orderId: second.id, quantity: 2, turn: 1 }],
  });
});
