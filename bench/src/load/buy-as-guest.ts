import { randomUUID } from 'node:crypto';
import { sampleAddressIn } from '@cartwright/sample-data';
import type { Client } from 'undici';
import type { OrderWatch } from './order-watch.ts';

/** An order that has come to its end. */
export interface Bought {
  readonly status: string;
  readonly acceptedMs: number;
  readonly toldMs: number;
}

interface Money {
  readonly amount: string;
  readonly currencyCode: string;
}

interface Cart {
  readonly id: string;
  readonly deliveryOptions: readonly { readonly code: string; readonly cartTotal: Money }[];
}

const sessionMutation = 'mutation { result: guestSessionCreate { tokens { accessToken } } }';
const cartMutation = `mutation ($input: CartCreateInput!) { result: cartCreate(input: $input) { ... on CartSuccess {
  cart { id deliveryOptions { code cartTotal { amount currencyCode } } } } ... on UserError { message } } }`;
const placeMutation = `mutation ($input: OrderPlaceInput!) { result: orderPlace(input: $input) {
  ... on OrderPlaceSuccess { order { id number } } ... on UserError { message } } }`;
const orderQuery =
  'query ($id: ID!) { result: order(id: $id) { number status total { gross { amount currencyCode } } } }';

/** The whole of a guest's checkout: four requests. @throws when one is refused */
export async function buyAsGuest(client: Client, variantId: string, watch: OrderWatch): Promise<Bought> {
  const { tokens } = await ask<{ readonly tokens: { readonly accessToken: string } }>(
    client,
    sessionMutation,
  );
  const asGuest = <Result>(query: string, variables: object): Promise<Result> =>
    ask(client, query, variables, tokens.accessToken);
  const { cart } = await asGuest<{ readonly cart: Cart }>(cartMutation, { input: cartInput(variantId) });
  const startedAt = performance.now();
  const { order } = await asGuest<{ readonly order: { readonly id: string } }>(placeMutation, {
    input: placeInput(cart),
  });
  const acceptedMs = performance.now() - startedAt;
  const status = await watch.ended(order.id);
  const toldMs = performance.now() - startedAt;
  await asGuest(orderQuery, { id: order.id });
  return { status, acceptedMs, toldMs };
}

function cartInput(variantId: string): object {
  return {
    idempotencyKey: randomUUID(),
    currencyCode: 'EUR',
    lines: [{ variantId, quantity: 1 }],
    buyerIdentity: { countryCode: 'DE' },
  };
}

function placeInput({ id, deliveryOptions: [option] }: Cart): object {
  const address = sampleAddressIn('DE');
  return {
    idempotencyKey: randomUUID(),
    cartId: id,
    email: `buyer-${randomUUID()}@example.com`,
    // Many cards at one address would be held for review.
    shippingAddress: { ...address, line1: `Alte Gasse ${randomUUID().replaceAll(/[^a-f]/g, '')}` },
    shippingMethod: option?.code,
    expectedTotal: option?.cartTotal,
    paymentMethod: { token: 'sim_ok' },
  };
}

async function ask<Result>(client: Client, query: string, variables = {}, token?: string): Promise<Result> {
  const headers = {
    'content-type': 'application/json',
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  };
  const body = JSON.stringify({ query, variables });
  const answer = await client.request({ method: 'POST', path: '/graphql', headers, body });
  const text = await answer.body.text();
  const { data } = JSON.parse(text) as { readonly data?: { readonly result?: Result | { message: string } } };
  const result = data?.result;
  if (result == null || (typeof result === 'object' && 'message' in result))
    throw new Error(text.slice(0, 300));
  return result;
}
