import { storeCurrencies, toDecimal } from '@cartwright/money';
import type { PlaceOrderOutcome, PlaceOrderRequest } from '@cartwright/orders';
import type { Price } from '@cartwright/invariants';
import type { Store } from '../run/store.ts';
import { unstorableEmail } from '../services/orders/memory-orders.ts';
import { call } from './call.ts';
import { backoffMs, patience } from './patience.ts';
import type { Shop } from './shop.ts';

/** A request for an order, and the price that the buyer was shown. */
export interface Submission {
  readonly request: PlaceOrderRequest;
  readonly shown: Price;
  /** The version of carts' prices that it follows from. */
  readonly pricesVersion: number;
}

type Answer = PlaceOrderOutcome | { readonly kind: 'unanswered' };

const mayHelpLater: ReadonlySet<Answer['kind']> = new Set(['in-flight', 'carts-unavailable', 'unanswered']);

/** Refusals that no buyer gives cause for: every request is made as it was shown. */
const groundless: ReadonlySet<string> = new Set([
  'price-changed',
  'quote-changed',
  'shipping-method-unavailable',
  'incomplete',
]);

/**
 * How long a key may be in use without a known attempt: its lease, and an attempt that a process begins late because it
 * was suspended.
 */
const longestLockMs = 120_000;

/** Sends a request, and retries with the same key while that may help. @returns the order; undefined for none */
export async function submit(shop: Shop, submission: Submission): Promise<string | undefined> {
  const { world } = shop.store.site;
  let lockedSinceMs: number | undefined;
  for (let attempt = 0; attempt < patience; attempt += 1) {
    const answer = await place(shop.store, submission.request);
    if (answer.kind === 'placed') return accept(shop, submission, answer.order.id);
    reportGroundless(shop, submission, answer);
    if (!mayHelpLater.has(answer.kind)) return undefined;
    lockedSinceMs = answer.kind === 'in-flight' ? (lockedSinceMs ?? world.elapsedMs) : undefined;
    if (lockedSinceMs !== undefined && world.elapsedMs - lockedSinceMs > longestLockMs) {
      reportLocked(shop, submission);
      return undefined;
    }
    await world.wait(backoffMs(world, attempt));
  }
  return undefined;
}

/** Reuses the key of an order with another input, which must be refused. */
export async function reuseKey({ store }: Shop, request: PlaceOrderRequest): Promise<void> {
  const { world, monitor } = store.site;
  await world.wait(100);
  const answer = await place(store, { ...request, input: { ...request.input, email: 'other@example.com' } });
  if (answer.kind === 'placed')
    monitor.report('other input was accepted under the key of an order', answer.order.id);
}

/** Orders the same cart at another total, or in another currency, than was shown, which must be refused. */
export async function haggle(shop: Shop, submission: Submission): Promise<void> {
  const { world, monitor } = shop.store.site;
  const { request, shown } = withAnotherKey(shop, submission);
  const { totalMinor, currency } = shown;
  const currencyCode = world.random.pick(storeCurrencies);
  const amount = toDecimal(currencyCode === currency ? totalMinor - 1 : totalMinor, currencyCode);
  const input = { ...request.input, expectedTotal: { amount, currencyCode } };
  const answer = await place(shop.store, { ...request, input });
  if (answer.kind !== 'placed') return;
  monitor.report(
    `${totalMinor} ${currency} was shown, and ${amount} ${currencyCode} accepted`,
    answer.order.id,
  );
}

/**
 * Orders with a token that nobody knows, once orders has heard of an offer, which must be refused. @returns what to order
 * with: the same key with a token on offer, since a refusal leaves the key free
 */
export async function payWithNonsense(shop: Shop, submission: Submission): Promise<Submission> {
  const { site, orders } = shop.store;
  if (orders.methodOffers.committed.size === 0) return submission;
  const free = withAnotherKey(shop, submission);
  const input = { ...free.request.input, paymentMethod: { token: 'nonsense' } };
  const answer = await place(shop.store, { ...free.request, input });
  if (answer.kind === 'placed') site.monitor.report('an unknown token made an order', answer.order.id);
  return answer.kind === 'invalid-input' ? free : submission;
}

/** Orders with data that the database refuses for good, which must cost neither the cart nor anything else. */
export async function mistype(shop: Shop, submission: Submission): Promise<void> {
  const { request } = withAnotherKey(shop, submission);
  const input = { ...request.input, email: unstorableEmail };
  const answer = await place(shop.store, { ...request, input });
  if (answer.kind === 'placed')
    shop.store.site.monitor.report('an order that cannot be stored was accepted', answer.order.id);
}

/** The same cart under another key, as from another tab of the browser. */
export function withAnotherKey({ store }: Shop, { request, ...shown }: Submission): Submission {
  const idempotencyKey = store.site.world.newId();
  return { request: { ...request, input: { ...request.input, idempotencyKey } }, ...shown };
}

function accept({ store, accepted, quotes }: Shop, { request, shown }: Submission, orderId: string): string {
  const { idempotencyKey: key } = request.input;
  accepted.push({ orderId, ownerId: request.viewer.id, key });
  quotes.push({ orderId, ...shown });
  store.site.world.history.note(orderId, () => `buyer: accepted, key ${key}`);
  return orderId;
}

function reportLocked({ store }: Shop, { request }: Submission): void {
  const { idempotencyKey } = request.input;
  const leased = [...store.orders.keys.committed.values()].find(({ key }) => key === idempotencyKey);
  const { orderId = '' } = (leased?.result ?? {}) as { readonly orderId?: string };
  store.site.world.history.note(orderId, () => `buyer: gives up, key ${idempotencyKey} is in use`);
  store.site.monitor.report(`key ${idempotencyKey} is still in use, and nobody works for it`, orderId);
}

function reportGroundless({ store }: Shop, { request, pricesVersion }: Submission, answer: Answer): void {
  const what = answer.kind === 'refused' ? answer.refusal.outcome : answer.kind;
  if (what === 'price-changed' && store.carts.pricesVersion !== pricesVersion) return;
  if (!groundless.has(what) && what !== 'invalid-input' && what !== 'key-reused') return;
  store.site.monitor.report(
    `the buyer of cart ${request.input.cartId} was answered ${what} without a reason`,
  );
}

async function place(store: Store, request: PlaceOrderRequest): Promise<Answer> {
  const outcome = await call(store, (api) => api.place(request));
  return outcome ?? { kind: 'unanswered' };
}
