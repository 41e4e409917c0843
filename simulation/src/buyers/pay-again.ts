import type { Viewer } from '@cartwright/identity';
import type { OrderWithLines, RetryPaymentOutcome, RetryPaymentRequest } from '@cartwright/orders';
import { tokens } from '../provider/tokens.ts';
import { call } from './call.ts';
import { backoffMs, patience } from './patience.ts';
import type { PaymentRetries, Shop } from './shop.ts';

/** Refusals that a buyer gives no cause for: the order is theirs, the key and the input their own. */
const groundless: ReadonlySet<RetryPaymentOutcome['kind']> = new Set([
  'not-found',
  'invalid-input',
  'key-reused',
]);

/** How often a buyer looks at the order. */
const longestWatch = 12;

/** A buyer who pays in another way when the payment is declined, or takes too long; until the order has ended. */
export async function payAgain(shop: Shop, viewer: Viewer, orderId: string): Promise<void> {
  const { world } = shop.store.site;
  const { random } = world;
  for (let look = 0; look < longestWatch; look += 1) {
    await world.wait(random.chance(0.7) ? random.integer(200, 8000) : random.integer(8000, 90_000));
    const order = shop.store.orders.orders.committed.get(orderId);
    if (order === undefined || order.step === 'cancelled' || order.step === 'confirmed') return;
    if (random.chance(willingness(order))) await retry(shop, viewer, orderId);
  }
}

/** Some try again at any moment, whatever they are shown. */
function willingness({ step, payment }: OrderWithLines): number {
  if (step === 'awaiting-payment-retry') return 0.7;
  return payment === 'action-required' || payment === 'requested' ? 0.3 : 0.05;
}

/** One decision to pay in another way; now and then in two tabs, each with a key of its own. */
async function retry(shop: Shop, viewer: Viewer, orderId: string): Promise<void> {
  const { random } = shop.store.site.world;
  const inAnotherTab = random.chance(0.1) ? submit(shop, requestOf(shop, viewer, orderId)) : undefined;
  await submit(shop, requestOf(shop, viewer, orderId));
  await inAnotherTab;
}

function requestOf({ store }: Shop, viewer: Viewer, orderId: string): RetryPaymentRequest {
  const { newId, random } = store.site.world;
  const paymentMethod = { token: random.pickWeighted(tokens) };
  const client = { network: '192.0.2.1', userAgent: 'a browser' };
  return { viewer, client, traceparent: '', input: { idempotencyKey: newId(), orderId, paymentMethod } };
}

/** Sends a request with the same key until it is answered, sometimes twice at once. */
async function submit(shop: Shop, request: RetryPaymentRequest): Promise<void> {
  const { world } = shop.store.site;
  if (world.random.chance(0.3)) void send(shop, request);
  for (let attempt = 0; attempt < patience; attempt += 1) {
    if (await send(shop, request)) return;
    await world.wait(backoffMs(world, attempt));
  }
}

/** @returns whether it was answered */
async function send(shop: Shop, request: RetryPaymentRequest): Promise<boolean> {
  const { world, monitor } = shop.store.site;
  const { orderId, idempotencyKey, paymentMethod } = request.input;
  const { sent, accepted } = retriesOf(shop, orderId);
  sent.set(idempotencyKey, paymentMethod.token);
  const outcome = await call(shop.store, (api) => api.retryPayment(request));
  world.history.note(
    orderId,
    () => `buyer: pays with ${paymentMethod.token} → ${outcome?.kind ?? 'no answer'}`,
  );
  if (outcome?.kind === 'retried') accepted.add(idempotencyKey);
  if (outcome !== undefined && groundless.has(outcome.kind))
    monitor.report(`order ${orderId} cannot be paid in another way: ${outcome.kind}`, orderId);
  return outcome !== undefined;
}

function retriesOf({ retries }: Shop, orderId: string): PaymentRetries {
  const known = retries.get(orderId) ?? { sent: new Map<string, string>(), accepted: new Set<string>() };
  retries.set(orderId, known);
  return known;
}
