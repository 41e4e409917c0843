import type { CurrencyCode } from '@cartwright/money';
import { sampleAddressIn } from '@cartwright/sample-data';
import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { graphqlClient, type GraphqlClient } from './graphql-client.ts';

/** An amount in the API's form. */
export interface Money {
  amount: string;
  currencyCode: string;
}

/** The fields of a cart that the tests use. */
export interface Cart {
  id: string;
  status: string;
  totalQuantity: number;
  lines: { id: string; quantity: number; title: string; variant: { id: string } }[];
  cost: { subtotal: Money; total: { gross: Money } };
  deliveryOptions: { code: string; price: Money; cartTotal: Money }[];
}

export const address = sampleAddressIn('DE');

const cartFields = `
  id status totalQuantity
  lines { id quantity title variant { id } }
  cost { subtotal { amount currencyCode } total { gross { amount currencyCode } } }
  deliveryOptions { code price { amount currencyCode } cartTotal { amount currencyCode } }
`;

/** Starts a guest session. */
export async function guest(url: string): Promise<GraphqlClient> {
  const { guestSessionCreate } = await graphqlClient(url).ask<{
    guestSessionCreate: { tokens: { accessToken: string } };
  }>('mutation { guestSessionCreate { tokens { accessToken } } }');
  return graphqlClient(url, guestSessionCreate.tokens.accessToken);
}

/** What `register` registers with. */
export const shopperPassword = 'correct horse battery';

/** Registers the guest of the client's session as a customer. */
export async function register(
  client: GraphqlClient,
  email = `shopper-${randomUUID()}@example.com`,
): Promise<GraphqlClient> {
  const { customerRegister } = await client.ask<{ customerRegister: SessionResult }>(
    `mutation Register($input: CustomerRegisterInput!) { customerRegister(input: $input) {
      __typename ... on SessionCreateSuccess { tokens { accessToken } } } }`,
    { input: { email, password: shopperPassword, firstName: 'Sam', lastName: 'Shopper' } },
  );
  return client.withToken(tokenOf(customerRegister));
}

/** Signs in. */
export async function signIn(client: GraphqlClient, email: string, password: string): Promise<GraphqlClient> {
  const { sessionCreate } = await client.ask<{ sessionCreate: SessionResult }>(
    `mutation SignIn($input: SessionCreateInput!) { sessionCreate(input: $input) {
      __typename ... on SessionCreateSuccess { tokens { accessToken } } } }`,
    { input: { email, password } },
  );
  return client.withToken(tokenOf(sessionCreate));
}

interface SessionResult {
  __typename: string;
  tokens?: { accessToken: string };
}

function tokenOf(result: SessionResult): string {
  if (result.tokens === undefined) throw new Error(`No session: ${result.__typename}`);
  return result.tokens.accessToken;
}

/** A cart with the given variants, to be sent to `address`. */
export async function fillCart(
  client: GraphqlClient,
  lines: { variantId: string; quantity: number }[],
  currencyCode: CurrencyCode = 'EUR',
): Promise<Cart> {
  const buyerIdentity = { countryCode: address.countryCode };
  const { cartCreate } = await client.ask<{ cartCreate: { __typename: string; cart?: Cart } }>(
    `mutation Fill($input: CartCreateInput!) { cartCreate(input: $input) {
      __typename ... on CartSuccess { cart { ${cartFields} } } ... on UserError { message } } }`,
    { input: { idempotencyKey: randomUUID(), currencyCode, lines, buyerIdentity } },
  );
  if (cartCreate.cart === undefined) throw new Error(`No cart: ${JSON.stringify(cartCreate)}`);
  return cartCreate.cart;
}

/** The viewer's active cart, or the one with the id. */
export async function currentCart(client: GraphqlClient, id?: string): Promise<Cart | null> {
  const { cart } = await client.ask<{ cart: Cart | null }>(
    `query Cart($id: ID) { cart(id: $id) { ${cartFields} } }`,
    id === undefined ? {} : { id },
  );
  return cart;
}

/** The result of `orderPlace`. */
export interface PlaceResult {
  __typename: string;
  order?: { id: string; number: string; status: string; version: number };
  message?: string;
}

/** The input of `orderPlace` for a cart, paid as `token` says. */
export function placeInput(cart: Cart, token = 'sim_ok', shippingMethod = 'standard') {
  const option = cart.deliveryOptions.find(({ code }) => code === shippingMethod);
  if (option === undefined) throw new Error(`No delivery option ${shippingMethod}`);
  return {
    idempotencyKey: randomUUID(),
    cartId: cart.id,
    // A mailbox gets few mails in an hour that nobody has paid for.
    email: `buyer-${randomUUID()}@example.com`,
    shippingAddress: address,
    shippingMethod,
    expectedTotal: { amount: option.cartTotal.amount, currencyCode: option.cartTotal.currencyCode },
    paymentMethod: { token },
  };
}

/** The input of `orderPlace`; an address that is null is the cart's. */
export type PlaceInput = Omit<ReturnType<typeof placeInput>, 'shippingAddress'> & {
  readonly shippingAddress: ReturnType<typeof placeInput>['shippingAddress'] | null;
  readonly returnUrl?: string;
  readonly newsletter?: boolean;
};

/** Places an order. */
export async function place(client: GraphqlClient, input: PlaceInput): Promise<PlaceResult> {
  const { orderPlace } = await client.ask<{ orderPlace: PlaceResult }>(
    `mutation Place($input: OrderPlaceInput!) { orderPlace(input: $input) {
      __typename
      ... on OrderPlaceSuccess { order { id number status version } }
      ... on UserError { message } } }`,
    { input },
  );
  return orderPlace;
}

/** Places an order that must be accepted. */
export async function placeOrder(client: GraphqlClient, input: PlaceInput) {
  const result = await place(client, input);
  if (result.order === undefined) throw new Error(`Not accepted: ${JSON.stringify(result)}`);
  return result.order;
}

/** The outcome of `orderPaymentRetry`. */
export interface RetryResult {
  __typename: string;
  order?: { paymentStatus: string; payUntil: string | null };
  reason?: string;
  fields?: { path: string[]; code: string }[];
}

/** Pays an order in another way. */
export async function retryPayment(
  client: GraphqlClient,
  input: { readonly orderId: string; readonly token: string; readonly returnUrl?: string },
): Promise<RetryResult> {
  const { orderId, token, returnUrl } = input;
  const { orderPaymentRetry } = await client.ask<{ orderPaymentRetry: RetryResult }>(
    `mutation Retry($input: OrderPaymentRetryInput!) { orderPaymentRetry(input: $input) {
      __typename
      ... on OrderPaymentRetrySuccess { order { paymentStatus payUntil } }
      ... on PaymentRetryUnavailableError { reason }
      ... on InvalidInputError { fields { path code } } } }`,
    {
      input: {
        idempotencyKey: randomUUID(),
        orderId,
        paymentMethod: { token },
        ...(returnUrl === undefined ? {} : { returnUrl }),
      },
    },
  );
  return orderPaymentRetry;
}

/** An order with its payments. */
export interface PaidOrder {
  status: string;
  paymentStatus: string;
  payUntil: string | null;
  payment: { id: string; state: string; nextAction: { redirectUrl: string; payUntil: string } | null } | null;
  payments: { id: string; state: string; failure: { code: string; retry: string } | null }[];
}

/** An order once its payment has a status. */
export async function paymentBecomes(
  client: GraphqlClient,
  orderId: string,
  paymentStatus: string,
): Promise<PaidOrder> {
  const read = async () => {
    const { order } = await client.ask<{ order: PaidOrder }>(
      `query Paid($id: ID!) { order(id: $id) { status paymentStatus payUntil
        payment { id state nextAction { redirectUrl payUntil } }
        payments { id state failure { code retry } } } }`,
      { id: orderId },
    );
    return order;
  };
  await expect.poll(async () => (await read()).paymentStatus, { timeout: 30_000 }).toBe(paymentStatus);
  return read();
}

/** One event of `orderStatusChanged`. */
export interface StatusEvent {
  orderStatusChanged: {
    version: number;
    status: string;
    order: {
      id: string;
      status: string;
      lines: { quantity: number; variant: { id: string; product: { name: string } } }[];
      payment: { state: string; amount: Money } | null;
    };
  };
}

/** Follows an order's status with a selection that reaches into products and payments. */
export function followOrder(client: GraphqlClient, orderId: string, afterVersion?: number) {
  return follow<StatusEvent>(
    client,
    orderId,
    afterVersion,
    `
    order {
      id status
      lines { quantity variant { id product { name } } }
      payment { state amount { amount currencyCode } }
    }`,
  );
}

function follow<Event>(
  client: GraphqlClient,
  orderId: string,
  afterVersion: number | undefined,
  more: string,
) {
  return client.subscribe<Event>(
    `subscription Follow($orderId: ID!, $afterVersion: Int) {
      orderStatusChanged(orderId: $orderId, afterVersion: $afterVersion) { version status ${more} } }`,
    { orderId, ...(afterVersion === undefined ? {} : { afterVersion }) },
  );
}

const terminal = new Set(['CONFIRMED', 'CANCELLED', 'FAILED']);

/** Every event up to the end of the checkout. */
export async function followToEnd(client: GraphqlClient, orderId: string, afterVersion?: number) {
  await using events = followOrder(client, orderId, afterVersion);
  return await events.until(({ orderStatusChanged }) => terminal.has(orderStatusChanged.status));
}

/** One event with fields of orders only. */
export type StatusStep = {
  orderStatusChanged: Pick<StatusEvent['orderStatusChanged'], 'version' | 'status'>;
};

/** Every event up to the end of the checkout, with fields of orders only: other subgraphs may be down. */
export async function stepsToEnd(client: GraphqlClient, orderId: string) {
  await using events = follow<StatusStep>(client, orderId, undefined, '');
  return await events.until(({ orderStatusChanged }) => terminal.has(orderStatusChanged.status));
}

/** A variant with at least `quantity` pieces, and its product. */
export async function findVariant(client: GraphqlClient, quantity: number, skip = 0) {
  const { products } = await client.ask<{
    products: {
      nodes: { slug: string; name: string; variants: { id: string; quantityAvailable: number }[] }[];
    };
  }>(`{ products(first: 100, sort: NAME) { nodes { slug name variants { id quantityAvailable } } } }`);
  const found = products.nodes
    .flatMap(({ slug, name, variants }) => variants.map((variant) => ({ slug, name, ...variant })))
    .filter(({ quantityAvailable }) => quantityAvailable >= quantity)[skip];
  if (found === undefined) throw new Error(`No variant has ${String(quantity)} pieces.`);
  return found;
}

/** How many pieces of a variant can be bought as of now: beside `me` nothing is taken from what is kept of answers. */
export async function quantityAvailable(client: GraphqlClient, slug: string, variantId: string) {
  const { product } = await client.ask<{
    product: { variants: { id: string; quantityAvailable: number }[] };
  }>(`query Stock($slug: String!) { me { id } product(slug: $slug) { variants { id quantityAvailable } } }`, {
    slug,
  });
  return product.variants.find(({ id }) => id === variantId)?.quantityAvailable;
}
