import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Currency } from '@cartwright/e2e/support/currencies.ts';
import { graphqlClient } from '@cartwright/e2e/support/graphql-client.ts';
import { sampleAddressIn, type SampleCountry } from '@cartwright/sample-data';

interface Answer<Data> {
  readonly data: Data | null;
  readonly errors?: readonly { message: string; extensions?: { code?: string; retryable?: boolean } }[];
}

/** How long a client waits for one answer before it retries at the next gateway. */
const answerTimeoutMs = 10_000;

const uselessToRepeat = new Set(['BAD_USER_INPUT', 'UNAUTHENTICATED', 'FORBIDDEN', 'INTERNAL_SERVER_ERROR']);

/** An error that a correct client never causes, and that a retry cannot mend. */
export class UnexpectedAnswer extends Error {
  override readonly name = 'UnexpectedAnswer';
}

/** A client that takes the gateways in turn and retries until it has an answer, as a careful app does. */
export class ShopApi {
  /** The signed-in user's id; undefined for an anonymous client. */
  readonly viewerId: string | undefined;
  readonly #urls: readonly string[];
  readonly #token: string | undefined;
  readonly #errors: Map<string, number>;
  #turn: number;

  constructor(
    urls: readonly string[],
    errors: Map<string, number>,
    turn: number,
    viewer?: { readonly id: string; readonly token: string },
  ) {
    this.#urls = urls;
    this.#errors = errors;
    this.#turn = turn;
    this.#token = viewer?.token;
    this.viewerId = viewer?.id;
  }

  withViewer(viewer: { readonly id: string; readonly token: string }): ShopApi {
    return new ShopApi(this.#urls, this.#errors, this.#turn, viewer);
  }

  /** Retries an operation until it succeeds. @throws when the time is over, or the error is permanent */
  async ask<Data>(query: string, variables: object = {}, patienceMs = 180_000): Promise<Data> {
    const deadline = performance.now() + patienceMs;
    for (let attempt = 1; ; attempt += 1) {
      const answer = await this.#once<Data>(query, variables);
      if (typeof answer !== 'string') return answer;
      if (performance.now() > deadline) throw new Error(`No answer in ${patienceMs / 1000} s: ${answer}`);
      await delay(Math.min(200 * attempt, 1500));
    }
  }

  /** Events of an order after a version; the next gateway each time. */
  follow(orderId: string, afterVersion: number | undefined) {
    const client = graphqlClient(this.#nextUrl(), this.#token);
    return client.subscribe<{ orderStatusChanged: { version: number; status: string } }>(
      `subscription Follow($orderId: ID!, $afterVersion: Int) {
        orderStatusChanged(orderId: $orderId, afterVersion: $afterVersion) { version status } }`,
      { orderId, ...(afterVersion === undefined ? {} : { afterVersion }) },
    );
  }

  async #once<Data>(query: string, variables: object): Promise<Data | string> {
    const answer = await this.#send<Data>(query, variables).catch((error: unknown) => String(error));
    if (typeof answer === 'string') return this.#count('no answer', answer);
    const [error] = answer.errors ?? [];
    if (error === undefined && answer.data !== null) return answer.data;
    const code = error?.extensions?.code ?? 'no code';
    if (uselessToRepeat.has(code)) {
      throw new UnexpectedAnswer(`${code}: ${error?.message ?? ''}`);
    }
    return this.#count(code, error?.message ?? 'neither data nor errors');
  }

  #count(code: string, text: string): string {
    this.#errors.set(code, (this.#errors.get(code) ?? 0) + 1);
    return text;
  }

  async #send<Data>(query: string, variables: object): Promise<Answer<Data>> {
    const response = await fetch(this.#nextUrl(), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(this.#token === undefined ? {} : { authorization: `Bearer ${this.#token}` }),
      },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(answerTimeoutMs),
    });
    return (await response.json()) as Answer<Data>;
  }

  #nextUrl(): string {
    this.#turn += 1;
    return this.#urls[this.#turn % this.#urls.length] ?? '';
  }
}

/** A delivery option of a cart, with the order's total for it. */
interface FilledCart {
  readonly id: string;
  readonly totalQuantity: number;
  readonly deliveryOptions: readonly { code: string; cartTotal: { amount: string; currencyCode: string } }[];
}

/** Starts a guest session. */
export async function enterShop(api: ShopApi, patienceMs?: number): Promise<ShopApi> {
  const { guestSessionCreate } = await api.ask<{
    guestSessionCreate: { user: { id: string }; tokens: { accessToken: string } };
  }>('mutation { guestSessionCreate { user { id } tokens { accessToken } } }', {}, patienceMs);
  const { user, tokens } = guestSessionCreate;
  return api.withViewer({ id: user.id, token: tokens.accessToken });
}

/** What goes into a cart, in which currency, and where it is to be sent. */
export interface Basket {
  readonly lines: readonly { variantId: string; quantity: number }[];
  readonly currency: Currency;
  readonly countryCode: string;
}

/** Fills a cart; undefined when that is impossible, for example because nothing is left. */
export async function fillCart(
  api: ShopApi,
  { lines, currency: currencyCode, countryCode }: Basket,
  patienceMs?: number,
): Promise<FilledCart | undefined> {
  const buyerIdentity = { countryCode };
  const input = { idempotencyKey: randomUUID(), currencyCode, lines, buyerIdentity };
  const { cartCreate } = await api.ask<{ cartCreate: { cart?: FilledCart } }>(
    `mutation Fill($input: CartCreateInput!) { cartCreate(input: $input) { ... on CartSuccess {
      cart { id totalQuantity deliveryOptions { code cartTotal { amount currencyCode } } } } } }`,
    { input },
    patienceMs,
  );
  return cartCreate.cart?.totalQuantity === 0 ? undefined : cartCreate.cart;
}

/** How an order is sent and paid. */
export interface Ordering {
  readonly delivery: string;
  readonly countryCode: SampleCountry;
  readonly token: string;
}

/** The input of `orderPlace`, with a key of its own. */
export function orderInput(cart: FilledCart, { delivery, countryCode, token }: Ordering) {
  const option = cart.deliveryOptions.find(({ code }) => code === delivery);
  if (option === undefined) throw new Error(`The cart cannot be sent ${delivery}.`);
  return {
    idempotencyKey: randomUUID(),
    cartId: cart.id,
    // A mailbox gets few mails in an hour that nobody has paid for.
    email: `buyer-${randomUUID()}@example.com`,
    shippingAddress: sampleAddressIn(countryCode),
    shippingMethod: option.code,
    expectedTotal: option.cartTotal,
    paymentMethod: { token },
  };
}

/** The outcome of placing an order: its id, or why there is none. */
export type Placed = { readonly orderId: string } | { readonly rejected: string };

/** Places an order, with retries under the same key. */
export async function placeOrder(
  api: ShopApi,
  input: ReturnType<typeof orderInput>,
  patienceMs?: number,
): Promise<Placed> {
  const { orderPlace } = await api.ask<{ orderPlace: { __typename: string; order?: { id: string } } }>(
    `mutation Place($input: OrderPlaceInput!) { orderPlace(input: $input) {
      __typename ... on OrderPlaceSuccess { order { id } } } }`,
    { input },
    patienceMs,
  );
  return orderPlace.order === undefined
    ? { rejected: orderPlace.__typename }
    : { orderId: orderPlace.order.id };
}

/** Requests an order's cancellation. @returns whether it is under way. */
export async function cancelOrder(api: ShopApi, orderId: string): Promise<boolean> {
  const { orderCancel } = await api.ask<{ orderCancel: { __typename: string } }>(
    `mutation Cancel($input: OrderCancelInput!) { orderCancel(input: $input) { __typename } }`,
    { input: { orderId } },
  );
  return orderCancel.__typename === 'OrderCancelSuccess';
}

/** How an order stands now. */
export async function readOrder(api: ShopApi, orderId: string, patienceMs?: number) {
  const { order } = await api.ask<{ order: { version: number; status: string } | null }>(
    'query Order($id: ID) { order(id: $id) { version status } }',
    { id: orderId },
    patienceMs,
  );
  if (order === null) throw new UnexpectedAnswer(`The order ${orderId} is not there.`);
  return order;
}

/** The page on which the bank asks the buyer to confirm; undefined when it does not ask. */
export async function readBankPage(api: ShopApi, orderId: string): Promise<string | undefined> {
  const { order } = await api.ask<{
    order: { payment: { nextAction: { redirectUrl: string } | null } | null } | null;
  }>('query Bank($id: ID) { order(id: $id) { payment { nextAction { redirectUrl } } } }', { id: orderId });
  return order?.payment?.nextAction?.redirectUrl;
}
