import { randomUUID } from 'node:crypto';
import { expect, inject, it } from 'vitest';
import { graphqlClient, type GraphqlClient } from '../support/graphql-client.ts';
import { mutate } from '../support/mutate.ts';
import {
  currentCart,
  fillCart,
  findVariant,
  guest,
  placeInput,
  placeOrder,
  register,
} from '../support/shopper.ts';
import { setPrice, staffClient } from '../support/staff.ts';

const graphqlUrl = inject('graphqlUrl');
const visitor = graphqlClient(graphqlUrl);

interface Told {
  readonly cartChanged: {
    readonly cart: {
      readonly id: string;
      readonly status: string;
      readonly totalQuantity: number;
      readonly lines: readonly {
        readonly unitPrice: { readonly amount: string };
        readonly variant: { readonly product: { readonly name: string } };
      }[];
    };
  };
}

const follow = (client: GraphqlClient, cartId: string) =>
  client.subscribe<Told>(
    `subscription ($cartId: ID!) { cartChanged(cartId: $cartId) { cart {
      id status totalQuantity lines { unitPrice { amount } variant { product { name } } } } } }`,
    { cartId },
  );
const whenQuantityIs =
  (quantity: number) =>
  ({ cartChanged: { cart } }: Told) =>
    cart.totalQuantity === quantity;

async function add(client: GraphqlClient, cartId: string, variantId: string): Promise<void> {
  const input = { cartId, idempotencyKey: randomUUID(), lines: [{ variantId, quantity: 2 }] };
  await mutate(client, { name: 'cartLinesAdd', input, select: '__typename' });
}

it('a cart is the same on all devices of its owner and at the desk of staff, until it is ordered', async () => {
  const staff = await staffClient(graphqlUrl);
  const buyer = await register(await guest(graphqlUrl));
  const variant = await findVariant(visitor, 20, 61);
  const { id: cartId } = await fillCart(buyer, [{ variantId: variant.id, quantity: 1 }]);
  await using phone = follow(buyer, cartId);
  await using laptop = follow(buyer, cartId);
  await using desk = follow(staff, cartId);
  const devices = [phone, laptop, desk];
  for (const device of devices) {
    const [first] = await device.until(() => true);
    expect(first?.cartChanged.cart).toMatchObject({ id: cartId, totalQuantity: 1 });
    expect(first?.cartChanged.cart.lines[0]?.variant.product.name).toBe(variant.name);
  }
  await add(buyer, cartId, variant.id);
  for (const device of devices) expect(await device.until(whenQuantityIs(3))).toHaveLength(1);

  await setPrice(staff, variant.id, '7.77');
  const cheaper = ({ cartChanged: { cart } }: Told) => cart.lines[0]?.unitPrice.amount === '7.77';
  for (const device of devices) expect(await device.until(cheaper)).toHaveLength(1);

  const cart = await currentCart(buyer, cartId);
  if (cart === null) throw new Error('The cart is gone.');
  await placeOrder(buyer, placeInput(cart));
  for (const device of devices) {
    const told = await device.until(({ cartChanged }) => cartChanged.cart.status === 'COMPLETED');
    expect(told.at(-1)?.cartChanged.cart.totalQuantity).toBe(3);
    await expect(device.until(() => true)).rejects.toThrow('ended early');
  }
});

it('who registers follows the cart by its id with the new session; to others there is none', async () => {
  const visiting = await guest(graphqlUrl);
  const variant = await findVariant(visitor, 20, 62);
  const { id: cartId } = await fillCart(visiting, [{ variantId: variant.id, quantity: 1 }]);
  await using before = follow(visiting, cartId);
  await before.until(() => true);
  const buyer = await register(visiting);
  await expect(before.until(() => false)).rejects.toBeDefined();

  await using after = follow(buyer, cartId);
  await after.until(whenQuantityIs(1));
  await add(buyer, cartId, variant.id);
  expect(await after.until(whenQuantityIs(3))).toHaveLength(1);
  await using stranger = follow(await guest(graphqlUrl), cartId);
  await expect(stranger.until(() => true)).rejects.toThrow('There is no such cart.');
});
