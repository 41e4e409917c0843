import { expect, inject, it } from 'vitest';
import { graphqlClient, type GraphqlClient } from '../support/graphql-client.ts';
import { memberOfNewGroup } from '../support/member-of-new-group.ts';
import { mutate } from '../support/mutate.ts';
import {
  currentCart,
  fillCart,
  findVariant,
  followToEnd,
  guest,
  placeInput,
  placeOrder,
} from '../support/shopper.ts';
import { setPrice, staffClient } from '../support/staff.ts';

const graphqlUrl = inject('graphqlUrl');
const visitor = graphqlClient(graphqlUrl);

interface Shown {
  readonly id: string;
  readonly price: { readonly amount: string };
  readonly quantityPrices: readonly {
    readonly minimumQuantity: number;
    readonly price: { readonly amount: string };
  }[];
}

/** What somebody sees of a variant's price: the same question for everybody. */
async function shown(client: GraphqlClient, slug: string, variantId: string) {
  const { product } = await client.ask<{ product: { variants: readonly Shown[] } }>(
    `query ($slug: String!) { product(slug: $slug) { variants { id
      price(currency: EUR) { amount } quantityPrices(currency: EUR) { minimumQuantity price { amount } } } } }`,
    { slug },
  );
  const variant = product.variants.find(({ id }) => id === variantId);
  return [
    variant?.price.amount,
    variant?.quantityPrices.map((one) => [one.minimumQuantity, one.price.amount]),
  ];
}

it('a member of a group sees and pays less, less each for ten pieces, and nobody else sees it', async () => {
  const staff = await staffClient(graphqlUrl);
  const { slug, id: variantId } = await findVariant(visitor, 20, 44);
  await setPrice(staff, variantId, '40.00');
  const base = ['40.00', [[1, '40.00']]];
  await expect.poll(() => shown(visitor, slug, variantId)).toEqual(base);
  const { member, groupId } = await memberOfNewGroup(graphqlUrl, staff);
  const { priceList } = await mutate<{ priceList: { id: string; version: number } }>(staff, {
    name: 'priceListCreate',
    input: { name: 'Trade', currency: 'EUR', customerGroupIds: [groupId] },
    select: '__typename ... on PriceListCreateSuccess { priceList { id version } }',
  });
  const prices = [
    { price: { amount: '36.00', currencyCode: 'EUR' } },
    { minimumQuantity: 10, price: { amount: '31.50', currencyCode: 'EUR' } },
  ];
  await mutate(staff, {
    name: 'priceListPricesUpdate',
    input: { priceListId: priceList.id, prices: [{ variantId, prices }] },
    select: '__typename',
  });
  const own = [
    '36.00',
    [
      [1, '36.00'],
      [10, '31.50'],
    ],
  ];
  await expect.poll(() => shown(member, slug, variantId)).toEqual(own);
  for (let times = 0; times < 2; times += 1) {
    expect(await shown(visitor, slug, variantId)).toEqual(base);
    expect(await shown(member, slug, variantId)).toEqual(own);
  }

  const { id: cartId } = await fillCart(member, [{ variantId, quantity: 1 }]);
  const subtotal = async () => (await currentCart(member, cartId))?.cost.subtotal.amount;
  await expect.poll(subtotal).toBe('36.00');
  await fillCart(member, [{ variantId, quantity: 9 }]);
  expect(await subtotal()).toBe('315.00');
  const cart = await currentCart(member, cartId);
  if (cart === null) throw new Error('The cart is gone');
  const order = await placeOrder(member, placeInput(cart));
  expect((await followToEnd(member, order.id)).at(-1)?.orderStatusChanged.status).toBe('CONFIRMED');
  const { order: placed } = await member.ask<{ order: { lines: readonly object[] } }>(
    'query ($id: ID!) { order(id: $id) { lines { quantity unitPrice { amount } } } }',
    { id: order.id },
  );
  expect(placed.lines).toEqual([{ quantity: 10, unitPrice: { amount: '31.50' } }]);

  const { id: otherCartId } = await fillCart(await guest(graphqlUrl), [{ variantId, quantity: 10 }]);
  expect(otherCartId).not.toBe(cartId);
  const select = '__typename ... on PriceListDeleteSuccess { priceListId }';
  const input = { id: priceList.id, version: priceList.version + 1 };
  expect(await mutate(staff, { name: 'priceListDelete', input, select })).toMatchObject({
    priceListId: priceList.id,
  });
  await expect.poll(() => shown(member, slug, variantId)).toEqual(base);
});
