import { randomUUID } from 'node:crypto';
import { sampleAddressIn } from '@cartwright/sample-data';

interface Money {
  readonly amount: string;
  readonly currencyCode: string;
}

/** What a cart must say so that it can be ordered. */
export interface OrderableCart {
  readonly id: string;
  readonly deliveryOptions: readonly { readonly code: string; readonly cartTotal: Money }[];
}

export const cartMutation = `mutation ($input: CartCreateInput!) { result: cartCreate(input: $input) { ... on CartSuccess {
  cart { id deliveryOptions { code cartTotal { amount currencyCode } } } } ... on UserError { message } } }`;
export const placeMutation = `mutation ($input: OrderPlaceInput!) { result: orderPlace(input: $input) {
  __typename ... on OrderPlaceSuccess { order { id number } } } }`;

/** A cart with one or more pieces of some things. */
export function cartInput(variantIds: readonly string[], quantity = 1): object {
  return {
    idempotencyKey: randomUUID(),
    currencyCode: 'EUR',
    lines: variantIds.map((variantId) => ({ variantId, quantity })),
    buyerIdentity: { countryCode: 'DE' },
  };
}

/** Orders a cart, to be sent where nobody else lives: many cards at one address would be held for review. */
export function placeInput({ id, deliveryOptions: [option] }: OrderableCart): object {
  return {
    idempotencyKey: randomUUID(),
    cartId: id,
    email: `buyer-${randomUUID()}@example.com`,
    shippingAddress: {
      ...sampleAddressIn('DE'),
      line1: `Alte Gasse ${randomUUID().replaceAll(/[^a-f]/g, '')}`,
    },
    shippingMethod: option?.code,
    expectedTotal: option?.cartTotal,
    paymentMethod: { token: 'sim_ok' },
  };
}
