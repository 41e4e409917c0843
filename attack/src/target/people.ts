import { randomUUID } from 'node:crypto';
import { sampleAddressIn } from '@cartwright/sample-data';
import type { Visitor } from './visitor.ts';

/** Asks for one field that must be answered. @throws with the answer when it is not */
export async function must<Result>(
  visitor: Visitor,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<Result> {
  const answer = await visitor.ask(query, variables);
  const result = answer.data?.['result'];
  if (result == null) throw new Error(`No result: ${answer.status} ${answer.body.slice(0, 200)}`);
  return result as Result;
}

interface Session {
  readonly tokens?: { readonly accessToken: string; readonly refreshToken: string };
  readonly user?: { readonly id: string };
}

const session = 'tokens { accessToken refreshToken } user { id }';

/** Somebody with a session. */
export interface SignedIn extends Visitor {
  readonly userId: string;
  readonly refreshToken: string;
}

function signedIn(visitor: Visitor, { tokens, user }: Session): SignedIn {
  if (tokens === undefined || user === undefined) throw new Error('No session.');
  return { ...visitor.as(tokens.accessToken), userId: user.id, refreshToken: tokens.refreshToken };
}

/** Begins a guest session. */
export async function newGuest(visitor: Visitor): Promise<SignedIn> {
  const result = await must<Session>(visitor, `mutation { result: guestSessionCreate { ${session} } }`);
  return signedIn(visitor, result);
}

/** The password of everybody who registers here. */
export const password = 'correct horse battery';

/** Registers as a customer, as nobody or as the guest whose token the visitor has. */
export async function newCustomer(
  visitor: Visitor,
  email = `buyer-${randomUUID()}@example.com`,
): Promise<SignedIn & { readonly email: string }> {
  const result = await must<Session>(
    visitor,
    `mutation ($input: CustomerRegisterInput!) { result: customerRegister(input: $input) {
      ... on SessionCreateSuccess { ${session} } } }`,
    { input: { email, password, firstName: 'Sam', lastName: 'Shopper' } },
  );
  return { ...signedIn(visitor, result), email };
}

/** A variant that can be bought. */
export interface Buyable {
  readonly id: string;
  readonly productId: string;
}

/** Finds a variant of which there are many. */
export async function findVariant(visitor: Visitor): Promise<Buyable> {
  interface Products {
    readonly nodes: readonly {
      readonly id: string;
      readonly variants: readonly { readonly id: string; readonly quantityAvailable: number }[];
    }[];
  }
  const { nodes } = await must<Products>(
    visitor,
    '{ result: products(first: 30) { nodes { id variants { id quantityAvailable } } } }',
  );
  const variants = nodes.flatMap(({ id: productId, variants: own }) =>
    own.map((variant) => ({ productId, ...variant })),
  );
  const [most] = variants.sort((a, b) => b.quantityAvailable - a.quantityAvailable);
  if (most === undefined) throw new Error('There is nothing to buy.');
  return most;
}

/** A cart with one piece of something. */
export interface FilledCart {
  readonly id: string;
  readonly deliveryOptions: readonly { readonly code: string; readonly cartTotal: Money }[];
}

interface Money {
  readonly amount: string;
  readonly currencyCode: string;
}

/** Makes a cart. */
export async function fillCart(visitor: Visitor, variantId: string): Promise<FilledCart> {
  const { cart } = await must<{ readonly cart: FilledCart }>(
    visitor,
    `mutation ($input: CartCreateInput!) { result: cartCreate(input: $input) { ... on CartSuccess {
      cart { id deliveryOptions { code cartTotal { amount currencyCode } } } } } }`,
    {
      input: {
        idempotencyKey: randomUUID(),
        currencyCode: 'EUR',
        lines: [{ variantId, quantity: 1 }],
        buyerIdentity: { countryCode: 'DE' },
      },
    },
  );
  return cart;
}

/** What `orderPlace` takes for a cart. */
export function placeInput(cart: FilledCart, token = 'sim_ok') {
  const [option] = cart.deliveryOptions;
  return {
    idempotencyKey: randomUUID(),
    cartId: cart.id,
    // A mailbox gets few mails in an hour that nobody has paid for.
    email: `buyer-${randomUUID()}@example.com`,
    shippingAddress: sampleAddressIn('DE'),
    shippingMethod: option?.code,
    expectedTotal: option?.cartTotal,
    paymentMethod: { token },
  };
}

/** An accepted order. */
export interface PlacedOrder {
  readonly id: string;
  readonly number: string;
}

export const placeMutation = `mutation ($input: OrderPlaceInput!) { result: orderPlace(input: $input) {
  __typename ... on OrderPlaceSuccess { order { id number } } ... on UserError { message } } }`;

/** Orders one piece of something. */
export async function placeOrder(
  visitor: Visitor,
  token?: string,
): Promise<PlacedOrder & { readonly cartId: string; readonly email: string }> {
  const { id } = await findVariant(visitor);
  const cart = await fillCart(visitor, id);
  const input = placeInput(cart, token);
  const { order } = await must<{ readonly order?: PlacedOrder }>(visitor, placeMutation, {
    input,
  });
  if (order === undefined) throw new Error('The order was not accepted.');
  return { ...order, cartId: cart.id, email: input.email };
}
