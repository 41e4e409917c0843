import { message, orderPlaced, type CartFreezeResponse, type FrozenCart } from '@cartwright/events';
import type { Messaging } from '@cartwright/messaging';
import { fingerprint } from '@cartwright/database';
import { ownerIds, type Viewer } from '@cartwright/identity';
import { CartsUnavailable } from '../carts/carts-unavailable.ts';
import type { CallHeaders, FreezeCart } from '../carts/freeze-cart.ts';
import { beginCheckout } from '../domain/checkout/begin-checkout.ts';
import { checkoutMessages } from '../domain/checkout/checkout-messages.ts';
import { isId } from '../domain/is-id.ts';
import { newOrder } from '../domain/new-order.ts';
import type { Order } from '../domain/order.ts';
import { orderSnapshot } from '../domain/order-snapshot.ts';
import type { PlaceOrderInput } from '../domain/place-order-input.ts';
import { validateOrderInput, type OrderRequest } from '../domain/validate-order-input.ts';
import type { Transaction } from '../repository/database.ts';
import type { Orders } from '../repository/orders.ts';
import type { AdvanceDependencies } from './advance-checkouts.ts';
import { claimIdempotencyKey, type ClaimDependencies, type ClaimedKey } from './claim-idempotency-key.ts';

/** What placing an order needs. */
export interface PlaceOrderDependencies extends AdvanceDependencies, ClaimDependencies {
  readonly orders: Pick<Orders, 'byIds'>;
  readonly messaging: Pick<Messaging<Transaction>, 'transact'>;
  readonly freezeCart: FreezeCart;
}

/** Who orders what, in which request. */
export interface PlaceOrderRequest {
  readonly viewer: Viewer;
  readonly input: PlaceOrderInput;
  readonly locale: string;
  readonly headers: CallHeaders;
}

type NotFrozen = Exclude<CartFreezeResponse, { outcome: 'frozen' }>;

/** How `orderPlace` can end. */
export type PlaceOrderOutcome =
  | { readonly kind: 'placed'; readonly order: Order }
  | { readonly kind: 'invalid-input'; readonly field: string; readonly message: string }
  | { readonly kind: 'key-reused' }
  /** The same request is being worked on elsewhere. */
  | { readonly kind: 'in-flight' }
  /** Carts gave no answer; the same key can be used again. */
  | { readonly kind: 'carts-unavailable' }
  | { readonly kind: 'refused'; readonly refusal: NotFrozen };

/** One attempt to place an order: a valid request and the key that it has claimed. */
interface Attempt extends PlaceOrderRequest {
  readonly request: OrderRequest;
  readonly claimed: ClaimedKey;
}

const operation = 'orderPlace';
const noSuchCart = { outcome: 'cart-unavailable', reason: 'not-found' } as const;

/**
 * Orders a cart: claims the idempotency key, has the cart locked, and stores the order with all that follows in one
 * transaction. After a crash between any two of these the same request makes the same order.
 */
export async function placeOrder(
  dependencies: PlaceOrderDependencies,
  placing: PlaceOrderRequest,
): Promise<PlaceOrderOutcome> {
  const { viewer, input } = placing;
  const validation = validateOrderInput(input, viewer.email);
  if (validation.kind === 'invalid') return { ...validation, kind: 'invalid-input' };
  const { request } = validation;
  if (!isId(request.cartId)) return { kind: 'refused', refusal: noSuchCart };
  const owners = [viewer.id, ...ownerIds(viewer).filter((id) => id !== viewer.id)] as const;
  const claim = {
    ownerIds: owners,
    operation,
    key: request.idempotencyKey,
    fingerprint: fingerprint(request),
  };
  const outcome = await claimIdempotencyKey(dependencies, claim);
  switch (outcome.kind) {
    case 'reused':
      return { kind: 'key-reused' };
    case 'in-flight':
      return { kind: 'in-flight' };
    case 'completed':
      return placed(dependencies, outcome.orderId);
    case 'claimed':
      return attemptOrder(dependencies, { ...placing, request, claimed: outcome.claimed });
  }
}

async function attemptOrder(
  dependencies: PlaceOrderDependencies,
  attempt: Attempt,
): Promise<PlaceOrderOutcome> {
  const { keys, now } = dependencies;
  const { claimed } = attempt;
  try {
    const answer = await freeze(dependencies, attempt);
    if (answer.outcome === 'frozen') return await store(dependencies, attempt, answer.cart);
    await keys.release(claimed, claimed.attempt);
    return { kind: 'refused', refusal: answer };
  } catch (error) {
    // What became of this attempt is not known: the next one goes on with the same order id.
    await keys.unlock(claimed, claimed.attempt, now()).catch(() => undefined);
    if (error instanceof CartsUnavailable) return { kind: 'carts-unavailable' };
    throw error;
  }
}

function freeze(
  { freezeCart }: PlaceOrderDependencies,
  { viewer, request, claimed, headers }: Attempt,
): Promise<CartFreezeResponse> {
  const { cartId, shippingMethod, shippingAddress, expectedTotalMinor, currency } = request;
  const freezeRequest = {
    cartId,
    orderId: claimed.orderId,
    customerId: viewer.id,
    ...(viewer.guestId === undefined ? {} : { guestId: viewer.guestId }),
    shippingMethod,
    countryCode: shippingAddress.countryCode,
    expectedTotalMinor,
    currency,
  };
  return freezeCart(freezeRequest, headers);
}

/** One transaction: the order, its checkout, its timeline, its key and its first messages. */
async function store(
  dependencies: PlaceOrderDependencies,
  { viewer, request, claimed, locale, headers }: Attempt,
  cart: FrozenCart,
): Promise<PlaceOrderOutcome> {
  const { policy, now, newId, messaging, checkouts } = dependencies;
  const placedAt = now();
  const begun = beginCheckout(placedAt, policy);
  const { orderId } = claimed;
  const order = newOrder({
    orderId,
    customerId: viewer.id,
    locale,
    request,
    cart,
    begun,
    now: placedAt,
    newId,
  });
  const number = await messaging.transact(
    async (tx, send) => {
      const given = await checkouts(tx).insert({ order, timeline: begun.timeline, key: claimed });
      if (given === undefined) return undefined;
      const numbered = { ...order, number: given };
      send(message(orderPlaced, orderSnapshot(numbered)));
      for (const next of checkoutMessages(numbered, begun, policy)) send(next);
      return given;
    },
    { traceparent: headers.traceparent },
  );
  return number === undefined
    ? placed(dependencies, orderId)
    : { kind: 'placed', order: { ...order, number } };
}

async function placed({ orders }: PlaceOrderDependencies, orderId: string): Promise<PlaceOrderOutcome> {
  const [order] = await orders.byIds([orderId]);
  if (order === undefined)
    throw new Error(`An idempotency key stands for the order ${orderId}, which is gone`);
  return { kind: 'placed', order };
}
