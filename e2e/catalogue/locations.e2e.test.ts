import { randomUUID } from 'node:crypto';
import { expect, inject, it } from 'vitest';
import { graphqlClient, type GraphqlClient } from '../support/graphql-client.ts';
import { fillCart, findVariant, followToEnd, guest, placeInput, placeOrder } from '../support/shopper.ts';
import { staffClient } from '../support/staff.ts';

const graphqlUrl = inject('graphqlUrl');
const visitor = graphqlClient(graphqlUrl);

interface Location {
  readonly id: string;
  readonly isDefault: boolean;
}

async function act(staff: GraphqlClient, name: string, input: object, selection = '') {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const { result } = await staff.ask<{ result: Record<string, { readonly id: string }> }>(
    `mutation ($input: ${type}!) { result: ${name}(input: $input) { __typename ${selection} } }`,
    { input },
  );
  expect(result['__typename']).toBe(`${name.charAt(0).toUpperCase()}${name.slice(1)}Success`);
  return result;
}

/** Sends pieces from one location to another and has them arrive. */
async function bring(staff: GraphqlClient, input: object): Promise<void> {
  const sent = await act(
    staff,
    'stockTransferCreate',
    { idempotencyKey: randomUUID(), ...input },
    '... on StockTransferCreateSuccess { transfer { id } }',
  );
  await act(staff, 'stockTransferReceive', {
    idempotencyKey: randomUUID(),
    id: sent['transfer']?.id,
  });
}

async function pickupOf(slug: string, variantId: string): Promise<unknown> {
  const { product } = await visitor.ask<{
    product: { variants: readonly { id: string; pickupAvailability: readonly object[] }[] };
  }>(
    `query ($slug: String!) { me { id } product(slug: $slug) {
      variants { id pickupAvailability { location { name } available } } } }`,
    { slug },
  );
  return product.variants.find(({ id }) => id === variantId)?.pickupAvailability;
}

it('an order is taken from the location that has it, which shoppers see as a place to collect', async () => {
  const staff = await staffClient(graphqlUrl);
  const { id: variantId, slug } = await findVariant(visitor, 10, 43);
  const { stockLocations } = await staff.ask<{ stockLocations: readonly Location[] }>(
    '{ stockLocations { id isDefault } }',
  );
  const home = stockLocations.find(({ isDefault }) => isDefault)?.id;
  const name = `Corner shop ${randomUUID()}`;
  const made = await act(
    staff,
    'stockLocationCreate',
    { name, address: 'Main Street 1', priority: 0, allowsPickup: true },
    '... on StockLocationCreateSuccess { location { id } }',
  );
  const shop = made['location']?.id;
  expect(await pickupOf(slug, variantId)).toContainEqual({ location: { name }, available: false });
  await bring(staff, { fromLocationId: home, toLocationId: shop, lines: [{ variantId, quantity: 3 }] });
  expect(await pickupOf(slug, variantId)).toContainEqual({ location: { name }, available: true });

  const buyer = await guest(graphqlUrl);
  const cart = await fillCart(buyer, [{ variantId, quantity: 2 }]);
  const { id: orderId } = await placeOrder(buyer, placeInput(cart));
  await followToEnd(buyer, orderId);
  const { orderStock, variantStock } = await staff.ask<{
    orderStock: readonly object[];
    variantStock: { levels: readonly object[] };
  }>(
    `query ($orderId: ID!, $variantId: ID!) { orderStock(orderId: $orderId) { variantId quantity location { name } }
      variantStock(variantId: $variantId) { levels { location { name } onHand reserved } } }`,
    { orderId, variantId },
  );
  expect(orderStock).toEqual([{ variantId, quantity: 2, location: { name } }]);
  expect(variantStock.levels).toContainEqual({ location: { name }, onHand: 1, reserved: 0 });

  await bring(staff, { fromLocationId: shop, toLocationId: home, lines: [{ variantId, quantity: 1 }] });
  await act(staff, 'stockLocationArchive', { id: shop, version: 1 });
});
