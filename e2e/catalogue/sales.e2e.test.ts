import { expect, inject, it } from 'vitest';
import { graphqlClient } from '../support/graphql-client.ts';
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
  readonly compareAtPrice: { readonly amount: string } | null;
  readonly lowestRecentPrice: { readonly amount: string } | null;
}

/** What anybody sees of a variant's price. */
async function shown(slug: string, variantId: string) {
  const { product } = await visitor.ask<{ product: { variants: readonly Shown[] } }>(
    `query ($slug: String!) { product(slug: $slug) { variants { id
      price(currency: EUR) { amount } compareAtPrice(currency: EUR) { amount } lowestRecentPrice(currency: EUR) { amount } } } }`,
    { slug },
  );
  const variant = product.variants.find(({ id }) => id === variantId);
  return [variant?.price, variant?.compareAtPrice, variant?.lowestRecentPrice].map((money) => money?.amount);
}

it('a sale begins at once, is what buyers see and pay, and is over when it ends', async () => {
  const staff = await staffClient(graphqlUrl);
  const { slug, id: variantId } = await findVariant(visitor, 20, 42);
  const ofSale =
    '__typename ... on VariantPricesUpdateSuccess { results { variant { sales { id } } errors { __typename } } }';
  const sell = async (amount: string, endsAt: Date) => {
    const prices = [{ variantId, price: { amount, currencyCode: 'EUR' }, endsAt: endsAt.toISOString() }];
    const { results } = await mutate<{
      results: readonly [{ variant: { sales: readonly [{ id: string }] } }];
    }>(staff, {
      name: 'variantPricesUpdate',
      input: { prices },
      select: ofSale,
    });
    return results[0].variant.sales[0].id;
  };
  await setPrice(staff, variantId, '40.00');
  await expect.poll(() => shown(slug, variantId)).toEqual(['40.00', undefined, undefined]);
  const buyer = await guest(graphqlUrl);
  const { id: cartId } = await fillCart(buyer, [{ variantId, quantity: 2 }]);
  const subtotal = async () => (await currentCart(buyer, cartId))?.cost.subtotal.amount;
  await expect.poll(subtotal).toBe('80.00');

  const saleId = await sell('29.90', new Date(Date.now() + 3_600_000));
  await expect.poll(async () => (await shown(slug, variantId)).slice(0, 2)).toEqual(['29.90', '40.00']);
  const [, , lowest] = await shown(slug, variantId);
  expect(Number(lowest)).toBeGreaterThan(0);
  expect(Number(lowest)).toBeLessThanOrEqual(40);
  await expect.poll(subtotal).toBe('59.80');
  const cart = await currentCart(buyer, cartId);
  if (cart === null) throw new Error('The cart is gone');
  const order = await placeOrder(buyer, placeInput(cart));
  expect((await followToEnd(buyer, order.id)).at(-1)?.orderStatusChanged.status).toBe('CONFIRMED');
  const { order: placed } = await buyer.ask<{
    order: { lines: readonly { unitPrice: { amount: string } }[] };
  }>('query ($id: ID!) { order(id: $id) { lines { unitPrice { amount } } } }', { id: order.id });
  expect(placed.lines).toMatchObject([{ unitPrice: { amount: '29.90' } }]);

  const select = '__typename ... on VariantSaleDeleteSuccess { variant { price(currency: EUR) { amount } } }';
  expect(await mutate(staff, { name: 'variantSaleDelete', input: { id: saleId }, select })).toMatchObject({
    variant: { price: { amount: '40.00' } },
  });
  await expect.poll(() => shown(slug, variantId)).toEqual(['40.00', undefined, undefined]);

  await sell('35.00', new Date(Date.now() + 4_000));
  const { id: laterId } = await fillCart(buyer, [{ variantId, quantity: 1 }]);
  const later = async () => (await currentCart(buyer, laterId))?.cost.subtotal.amount;
  await expect.poll(later).toBe('35.00');
  await expect.poll(later, { timeout: 20_000 }).toBe('40.00');
  await expect.poll(() => shown(slug, variantId)).toEqual(['40.00', undefined, undefined]);
});
