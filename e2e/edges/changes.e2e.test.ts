import { sampleAddressIn } from '@cartwright/sample-data';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { graphqlClient, type GraphqlClient } from '../support/graphql-client.ts';
import { mutate } from '../support/mutate.ts';
import { ledgerOf } from '../support/ledger.ts';
import {
  currentCart,
  fillCart,
  findVariant,
  followToEnd,
  guest,
  placeInput,
  placeOrder,
  type Cart,
  type PlaceInput,
  type Money,
} from '../support/shopper.ts';
import { adjustStock, setPrice, staffClient } from '../support/staff.ts';

const graphqlUrl = inject('graphqlUrl');
const simulatorUrl = inject('simulatorUrl');
const visitor = graphqlClient(graphqlUrl);

let staff: GraphqlClient;
beforeAll(async () => {
  staff = await staffClient(graphqlUrl);
});

/** A guest whose cart holds some pieces of one variant. */
async function shopping(skip: number, quantity = 1) {
  const buyer = await guest(graphqlUrl);
  const variant = await findVariant(visitor, 10, skip);
  return { buyer, variant, cart: await fillCart(buyer, [{ variantId: variant.id, quantity }]) };
}

interface Refusal {
  readonly __typename: string;
  readonly actualTotal?: Money;
  readonly variantIds?: string[];
  readonly shippingMethod?: string;
}

/** Places an order that is refused, and returns the whole refusal. */
async function submit(buyer: GraphqlClient, input: object): Promise<Refusal> {
  const { orderPlace } = await buyer.ask<{ orderPlace: Refusal }>(
    `mutation ($input: OrderPlaceInput!) { orderPlace(input: $input) {
      __typename
      ... on PriceChangedError { actualTotal { amount currencyCode } }
      ... on OutOfStockError { variantIds }
      ... on ShippingMethodUnavailableError { shippingMethod } } }`,
    { input },
  );
  return orderPlace;
}

interface Total {
  readonly gross: Pick<Money, 'amount'>;
}

const eur = (amount: string): Money => ({ amount, currencyCode: 'EUR' });
const optionCodes = (cart: Cart | null) => cart?.deliveryOptions.map(({ code }) => code);
const totalOf = (cart: Cart | null, code: string) =>
  cart?.deliveryOptions.find((option) => option.code === code)?.cartTotal;

async function subtotalBecomes(buyer: GraphqlClient, amount: string): Promise<void> {
  await expect
    .poll(async () => (await currentCart(buyer))?.cost.subtotal.amount, { timeout: 20_000 })
    .toBe(amount);
}

interface Adjusted {
  readonly warnings: { readonly code: string }[];
  readonly cart: Cart & { readonly selectedDeliveryOption: { readonly code: string } | null };
}

/** Changes a cart that can be changed. */
function change(buyer: GraphqlClient, name: string, input: object): Promise<Adjusted> {
  const select = `... on CartSuccess {
    warnings { code }
    cart { id status totalQuantity selectedDeliveryOption { code }
      lines { id quantity title variant { id } }
      cost { subtotal { amount currencyCode } total { gross { amount currencyCode } } }
      deliveryOptions { code price { amount currencyCode } cartTotal { amount currencyCode } } } }`;
  return mutate(buyer, { name, input, select });
}

async function confirmed(buyer: GraphqlClient, input: PlaceInput): Promise<string> {
  const { id } = await placeOrder(buyer, input);
  const events = await followToEnd(buyer, id);
  expect(events.at(-1)?.orderStatusChanged.status).toBe('CONFIRMED');
  return id;
}

/** Approves the payment of an order once it waits for that. */
async function approve(orderId: string): Promise<void> {
  const input = { orderId, reason: 'the bank has been asked' };
  const approved = () => mutate(staff, { name: 'paymentReviewApprove', input, select: '__typename' });
  await expect.poll(approved, { timeout: 20_000 }).toEqual({ __typename: 'PaymentReviewApproveSuccess' });
}

describe('what changes between the cart and the order', () => {
  it('a price, and with it free delivery: the order is refused with the new total, which is then accepted', async () => {
    const { buyer, variant } = await shopping(30);
    await setPrice(staff, variant.id, '60.00');
    await subtotalBecomes(buyer, '60.00');
    const seen = (await currentCart(buyer)) as Cart;
    expect(totalOf(seen, 'standard')).toEqual(eur('60.00'));

    await setPrice(staff, variant.id, '40.00');
    await subtotalBecomes(buyer, '40.00');
    expect(await submit(buyer, placeInput(seen))).toEqual({
      __typename: 'PriceChangedError',
      actualTotal: eur('44.90'),
    });
    const cart = (await currentCart(buyer)) as Cart;
    expect(cart).toMatchObject({ id: seen.id, status: 'ACTIVE' });
    expect(totalOf(cart, 'standard')).toEqual(eur('44.90'));
    const orderId = await confirmed(buyer, placeInput(cart));
    expect(await ledgerOf(simulatorUrl, [orderId])).toMatchObject([{ liveCharges: 1, capturedMinor: 4490 }]);
  });

  it('an amount of more than 32 bits is ordered, charged and receipted to the cent; twice that is too much', async () => {
    const { buyer, variant } = await shopping(29);
    await setPrice(staff, variant.id, '90000000000000.01');
    await subtotalBecomes(buyer, '90000000000000.01');
    const input = { idempotencyKey: crypto.randomUUID(), lines: [{ variantId: variant.id }] };
    const select = '... on CartTooLargeError { limit }';
    expect(await mutate(buyer, { name: 'cartCreate', input, select })).toEqual({ limit: 'TOTAL' });
    const { id } = await placeOrder(buyer, placeInput((await currentCart(buyer)) as Cart));
    await approve(id); // so much money waits for staff
    const events = await followToEnd(buyer, id);
    expect(events.at(-1)?.orderStatusChanged.status).toBe('CONFIRMED');
    const books = await ledgerOf(simulatorUrl, [id]);
    expect(books).toMatchObject([{ liveCharges: 1, capturedMinor: 9_000_000_000_000_001 }]);
    const { order } = await buyer.ask<{ order: { total: Total; receipt: { total: Total } } }>(
      `query ($id: ID!) { order(id: $id) { total { gross { amount } } receipt { total { gross { amount } } } } }`,
      { id },
    );
    const total = { gross: { amount: '90000000000000.01' } };
    expect(order).toEqual({ total, receipt: { total } });
  });

  it('the stock: the order names what is missing, and the cart is adjusted to what there is', async () => {
    const { buyer, variant, cart } = await shopping(31, 3);
    const taken = variant.quantityAvailable - 2;
    await adjustStock(staff, variant.id, -taken);
    try {
      const most = async () =>
        (await fillCart(await guest(graphqlUrl), [{ variantId: variant.id, quantity: 3 }])).totalQuantity;
      await expect.poll(most, { timeout: 20_000 }).toBe(2);
      expect(await submit(buyer, placeInput(cart))).toEqual({
        __typename: 'OutOfStockError',
        variantIds: [variant.id],
      });
      expect(await currentCart(buyer)).toMatchObject({ status: 'ACTIVE', totalQuantity: 3 });
      const [{ id: lineId } = { id: '' }] = cart.lines;
      const lines = [{ lineId, quantity: 3 }];
      const adjusted = await change(buyer, 'cartLinesUpdate', { cartId: cart.id, lines });
      expect(adjusted).toMatchObject({
        warnings: [{ code: 'QUANTITY_CLAMPED' }],
        cart: { totalQuantity: 2 },
      });
      await confirmed(buyer, placeInput(adjusted.cart));
    } finally {
      await adjustStock(staff, variant.id, taken);
    }
  });

  it('the country: a delivery option that is not available there is refused, and no longer offered', async () => {
    const { buyer, cart } = await shopping(32);
    const cartId = cart.id;
    await change(buyer, 'cartBuyerIdentityUpdate', { cartId, buyerIdentity: { countryCode: 'DE' } });
    const chosen = await change(buyer, 'cartDeliveryOptionSelect', { cartId, code: 'express' });
    expect(chosen.cart.selectedDeliveryOption).toEqual({ code: 'express' });

    const express = placeInput(chosen.cart, 'sim_ok', 'express');
    const abroad = { ...express, shippingAddress: sampleAddressIn('CA') };
    expect(await submit(buyer, abroad)).toEqual({
      __typename: 'ShippingMethodUnavailableError',
      shippingMethod: 'express',
    });
    expect(await currentCart(buyer)).toMatchObject({ id: cartId, status: 'ACTIVE' });
    const buyerIdentity = { countryCode: 'CA' };
    const adjusted = await change(buyer, 'cartBuyerIdentityUpdate', { cartId, buyerIdentity });
    expect(adjusted).toMatchObject({
      warnings: [{ code: 'DELIVERY_OPTION_REMOVED' }],
      cart: { selectedDeliveryOption: null },
    });
    expect(optionCodes(adjusted.cart)).toEqual(['standard']);
    const standard = placeInput(adjusted.cart);
    await confirmed(buyer, { ...standard, shippingAddress: abroad.shippingAddress });
  });

  it('the tax: another than the cart was quoted with is told; the order has that of its destination', async () => {
    const taxes = await Promise.all(
      (['DE', 'HU', 'US'] as const).map(async (countryCode, index) => {
        const { buyer, variant } = await shopping(33 + index);
        await setPrice(staff, variant.id, '90.00');
        await subtotalBecomes(buyer, '90.00');
        const input = placeInput((await currentCart(buyer)) as Cart);
        const shippingAddress = sampleAddressIn(countryCode);
        if (countryCode !== 'DE')
          expect(await submit(buyer, { ...input, shippingAddress })).toEqual({
            __typename: 'QuoteChangedError',
          });
        const buyerIdentity = { shippingAddress };
        await change(buyer, 'cartBuyerIdentityUpdate', { cartId: input.cartId, buyerIdentity });
        const id = await confirmed(buyer, { ...input, shippingAddress: null });
        const { order } = await buyer.ask<{ order: { total: Record<string, Money> } }>(
          'query ($id: ID!) { order(id: $id) { total { gross { amount } net { amount } tax { amount } } } }',
          { id },
        );
        return [countryCode, order.total['gross']?.amount, order.total['tax']?.amount];
      }),
    );
    expect(taxes).toEqual([
      ['DE', '90.00', '14.37'],
      ['HU', '90.00', '19.13'],
      ['US', '90.00', '0.00'],
    ]);
  });
});
