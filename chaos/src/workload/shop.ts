import { setTimeout as delay } from 'node:timers/promises';
import { chooseDelivery } from '@cartwright/e2e/support/choose-delivery.ts';
import type { Price } from '@cartwright/invariants';
import { answerBank } from './answer-bank.ts';
import { pollToEnd, subscribeToEnd, type Following, type Seen } from './follow-order.ts';
import { cancelOrder, enterShop, fillCart, orderInput, placeOrder, type ShopApi } from './shop-api.ts';
import type { ShoppingPlan } from './shopping-plan.ts';

/** The outcome of one buyer. */
export interface Purchase {
  readonly token: string;
  /** How many pieces of bundles the buyer wanted. */
  readonly bundles: number;
  ownerId?: string;
  key?: string;
  orderId?: string;
  /** The price that the buyer was shown for the cart. */
  shown?: Price;
  /** Why no order was accepted. */
  rejected?: string;
  /** The order's status when its buyer left; undefined when the buyer gave up. */
  status?: string;
  /** The versions that its buyer saw, by subscription or by polling. */
  readonly steps: { readonly version: number; readonly status: string }[];
  readonly isPolling: boolean;
  readonly problems: string[];
}

const terminal = new Set(['CONFIRMED', 'CANCELLED', 'FAILED']);
const patienceMs = 240_000;

/** Sends one buyer through the shop; never rejects, but records what went wrong. */
export async function shop(api: ShopApi, plan: ShoppingPlan): Promise<Purchase> {
  const purchase: Purchase = {
    token: plan.token,
    bundles: plan.bundles,
    isPolling: plan.follows === 'polling',
    steps: [],
    problems: [],
  };
  try {
    await buy(api, plan, purchase);
  } catch (error) {
    purchase.problems.push(error instanceof Error ? error.message : String(error));
  }
  return purchase;
}

async function buy(api: ShopApi, plan: ShoppingPlan, purchase: Purchase): Promise<void> {
  const buyer = await enterShop(api);
  if (buyer.viewerId !== undefined) purchase.ownerId = buyer.viewerId;
  const cart = await fillCart(buyer, plan);
  if (cart === undefined) {
    purchase.rejected = 'no cart';
    return;
  }
  purchase.shown = await chooseDelivery(buyer, cart.id, plan.delivery);
  const input = orderInput(cart, plan);
  purchase.key = input.idempotencyKey;
  const placed = await Promise.all(
    Array.from({ length: plan.submitsTwice ? 2 : 1 }, () => placeOrder(buyer, input)),
  );
  const ids = new Set(placed.map((one) => ('orderId' in one ? one.orderId : one.rejected)));
  if (ids.size > 1) purchase.problems.push(`one key was answered by ${[...ids].join(' and ')}`);
  const [first] = placed;
  if (first === undefined || 'rejected' in first) {
    purchase.rejected = first?.rejected ?? 'not placed';
    return;
  }
  purchase.orderId = first.orderId;
  await watch(buyer, plan, { purchase, orderId: first.orderId });
}

async function watch(
  api: ShopApi,
  plan: ShoppingPlan,
  { purchase, orderId }: { purchase: Purchase; orderId: string },
): Promise<void> {
  const seen: Seen = { status: 'PENDING', steps: purchase.steps };
  const deadline = performance.now() + patienceMs;
  const isLast = (status: string): boolean => terminal.has(status);
  const following: Following = { api, orderId, isLast, deadline, seen };
  const follow = plan.follows === 'polling' ? pollToEnd : subscribeToEnd;
  const [, isCancelled, answer] = await Promise.all([
    follow(following),
    cancelLater(api, plan, orderId),
    answerBank(api, plan, { orderId, isOver: () => isLast(seen.status) || performance.now() > deadline }),
  ]);
  if (isCancelled) await follow({ ...following, isLast: (status) => status === 'CANCELLED' });
  purchase.status = seen.status;
  if (answer === 'decline' && seen.status !== 'CANCELLED') {
    purchase.problems.push(`was declined by its buyer, and is ${seen.status}`);
  }
}

async function cancelLater(api: ShopApi, plan: ShoppingPlan, orderId: string): Promise<boolean> {
  if (plan.cancelsAfterMs === undefined) return false;
  await delay(plan.cancelsAfterMs);
  return cancelOrder(api, orderId);
}
