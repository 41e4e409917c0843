import type { Transaction } from '@cartwright/database';
import { message, orderAbandoned, type CartFreezeResponse, type FrozenCart } from '@cartwright/events';
import { isUnavailable } from '@cartwright/errors';
import { isId } from '@cartwright/graph';
import {
  claimLeasedKey,
  fingerprint,
  type ClaimDependencies,
  type ClaimedKey,
  type KeyReused,
} from '@cartwright/idempotency';
import { ownerIds, type Viewer } from '@cartwright/identity';
import type { InvalidInput } from '@cartwright/input';
import type { Messaging } from '@cartwright/messaging';
import {
  beginCheckout,
  type BuyerRequest,
  type CheckoutPolicy,
  type RecogniseBuyer,
  type ReturnTargets,
} from '../checkout/door.ts';
import type { Tables } from '../generated/tables.ts';
import type { MadeParts, Order } from '../order/door.ts';
import { refuseToken, type TokenCheck } from '../payment-methods/door.ts';
import { CartsUnavailable, type CallHeaders, type FreezeCart, type PlacedOrders } from './ports.ts';
import { newOrder } from './rules/new-order.ts';
import type { PlaceOrderInput } from './rules/place-order-input.ts';
import type { StoreOrder } from './store-orders.ts';
import { validateOrderInput, type OrderRequest } from './rules/validate-order-input.ts';

/** What placing an order needs. */
export interface PlaceOrderDependencies extends ClaimDependencies, TokenCheck {
  readonly policy: CheckoutPolicy;
  readonly newId: () => string;
  readonly orders: Pick<PlacedOrders, 'abandon' | 'find'>;
  readonly storeOrder: StoreOrder;
  readonly messaging: Pick<Messaging<Transaction<Tables>>, 'transact'>;
  readonly freezeCart: FreezeCart;
  readonly returnTargets: ReturnTargets;
  readonly recogniseBuyer: RecogniseBuyer;
}

/** Who orders what, in which request. */
export interface PlaceOrderRequest {
  readonly viewer: Viewer;
  readonly input: PlaceOrderInput;
  readonly locale: string;
  readonly headers: CallHeaders;
  readonly client: BuyerRequest;
}

type NotFrozen = Exclude<CartFreezeResponse, { outcome: 'frozen' }>;

/** How `orderPlace` can end. */
export type PlaceOrderOutcome =
  /** `made`: what belongs to an order that was stored just now, so that nobody has to look it up. */
  | { readonly kind: 'placed'; readonly order: Order; readonly made?: MadeParts }
  | InvalidInput
  | KeyReused
  /** The same request is under way elsewhere. */
  | { readonly kind: 'in-flight' }
  /** Carts gave no answer; the same key can be used again. */
  | { readonly kind: 'carts-unavailable' }
  | { readonly kind: 'refused'; readonly refusal: NotFrozen };

/** What a key of `orderPlace` stands for from its first attempt on. */
interface KeyResult {
  readonly orderId: string;
}

/** One attempt to place an order: a valid request and the key that it has claimed. */
interface Attempt extends PlaceOrderRequest {
  readonly request: OrderRequest;
  /** The outcome for a payment token that is not on offer. */
  readonly tokenCheck: Promise<InvalidInput | undefined>;
  readonly claimed: ClaimedKey<KeyResult>;
}

const noSuchCart = { outcome: 'cart-unavailable', reason: 'not-found' } as const;

/**
 * Orders a cart: claims the idempotency key while the payment token is looked up, has the cart frozen, and stores the order with all
 * that follows in one transaction. After a crash between any two of these the same request makes the same order.
 */
export async function placeOrder(
  dependencies: PlaceOrderDependencies,
  placing: PlaceOrderRequest,
): Promise<PlaceOrderOutcome> {
  const { viewer, input } = placing;
  const validation = validateOrderInput(input, dependencies.returnTargets);
  if (validation.kind === 'invalid-input') return validation;
  const { request } = validation;
  if (!isId(request.cartId)) return { kind: 'refused', refusal: noSuchCart };
  const use = {
    ownerIds: ownerIds(viewer),
    operation: 'orderPlace',
    key: request.idempotencyKey,
    fingerprint: fingerprint(request),
  };
  const tokenCheck = refuseToken(dependencies, request.paymentMethodToken);
  tokenCheck.catch(() => undefined); // it is of no interest, unless the key is claimed
  const outcome = await claimLeasedKey(dependencies, use, (): KeyResult => ({
    orderId: dependencies.newId(),
  }));
  switch (outcome.kind) {
    case 'key-reused':
    case 'in-flight':
      return outcome;
    case 'completed':
      return placed(dependencies, outcome.result);
    case 'claimed':
      return attemptOrder(dependencies, { ...placing, request, tokenCheck, claimed: outcome.claimed });
  }
}

async function attemptOrder(
  dependencies: PlaceOrderDependencies,
  attempt: Attempt,
): Promise<PlaceOrderOutcome> {
  const { keys, now } = dependencies;
  const { claimed } = attempt;
  try {
    const outcome = await tryToOrder(dependencies, attempt);
    if (outcome.kind === 'refused' || outcome.kind === 'invalid-input') await abandon(dependencies, attempt);
    return outcome;
  } catch (error) {
    const ending = mayStillPass(error) ? keys.endLease(claimed, now()) : abandon(dependencies, attempt);
    await ending.catch(() => undefined); // the lease ends by itself
    if (error instanceof CartsUnavailable) return { kind: 'carts-unavailable' };
    throw error;
  }
}

/** The token matters once the key is claimed, so that an order that stands is answered whatever is on offer by now. */
async function tryToOrder(
  dependencies: PlaceOrderDependencies,
  attempt: Attempt,
): Promise<PlaceOrderOutcome> {
  const unknownToken = await attempt.tokenCheck;
  if (unknownToken !== undefined) return unknownToken;
  const answer = await freeze(dependencies, attempt);
  if (answer.outcome === 'frozen') return store(dependencies, attempt, answer.cart);
  return { kind: 'refused', refusal: answer };
}

/** Whether the outcome of an attempt is unknown or an outage's, so that the next one continues with the same order id. */
function mayStillPass(error: unknown): boolean {
  return error instanceof CartsUnavailable || isUnavailable(error);
}

/**
 * No order comes of this attempt: the key is free at once, and so is the cart, unless another attempt goes on. After a
 * refusal too: an earlier attempt may have had the cart frozen, or its request may still be on its way to carts.
 */
async function abandon(
  { orders, messaging }: PlaceOrderDependencies,
  { claimed, headers: { traceparent } }: Attempt,
): Promise<void> {
  const { orderId } = claimed.result;
  await messaging.transact(
    async (tx, send) => {
      if (await orders.abandon(tx, claimed)) send(message(orderAbandoned, { orderId }));
    },
    { traceparent },
  );
}

function freeze(
  { freezeCart }: PlaceOrderDependencies,
  { viewer, request, claimed, locale, headers }: Attempt,
): Promise<CartFreezeResponse> {
  const { cartId, email, shippingAddress, billingAddress, shippingMethod } = request;
  const { expectedTotalMinor, currency } = request;
  const freezeRequest = {
    cartId,
    orderId: claimed.result.orderId,
    customerId: viewer.id,
    ...(viewer.guestId === undefined ? {} : { guestId: viewer.guestId }),
    email,
    ownEmail: viewer.email,
    shippingAddress,
    billingAddress,
    shippingMethod,
    expectedTotalMinor,
    currency,
    language: locale,
  };
  return freezeCart(freezeRequest, headers);
}

/** Stores the order, its checkout, its timeline, its key and its first messages, together with others that are placed just now. */
async function store(
  dependencies: PlaceOrderDependencies,
  { viewer, request, claimed, locale, client, headers: { traceparent } }: Attempt,
  cart: FrozenCart,
): Promise<PlaceOrderOutcome> {
  const { policy, now, newId, storeOrder } = dependencies;
  const { orderId } = claimed.result;
  const placedAt = now();
  const { paymentMethodToken, returnUrl, newsletter: wantsNewsletter = false } = request;
  const signals = dependencies.recogniseBuyer({ ...cart, ...client });
  const payment = { paymentId: newId(), paymentMethodToken, returnUrl, signals };
  const begun = beginCheckout(payment, placedAt, policy);
  const guestId = viewer.role === 'GUEST' ? viewer.id : null;
  const parts = { orderId, customerId: viewer.id, guestId, locale, cart, begun, now: placedAt, newId };
  const order = newOrder(parts);
  const number = await storeOrder({ order, begun, key: claimed, traceparent, wantsNewsletter });
  if (number === undefined) return outcomeOfOthers(dependencies, claimed.result);
  const timeline = begun.timeline.map((entry) => ({ ...entry, orderId }));
  return { kind: 'placed', order: { ...order, number }, made: { lines: [...order.lines], timeline } };
}

/** What to answer when this attempt lost its key: the order of the attempt that has placed it, else that one is under way. */
async function outcomeOfOthers(
  { orders }: PlaceOrderDependencies,
  { orderId }: KeyResult,
): Promise<PlaceOrderOutcome> {
  const order = await orders.find(orderId);
  return order === undefined ? { kind: 'in-flight' } : { kind: 'placed', order };
}

async function placed(
  { orders }: PlaceOrderDependencies,
  { orderId }: KeyResult,
): Promise<PlaceOrderOutcome> {
  const order = await orders.find(orderId);
  if (order === undefined)
    throw new Error(`An idempotency key stands for the order ${orderId}, which is gone`);
  return { kind: 'placed', order };
}
