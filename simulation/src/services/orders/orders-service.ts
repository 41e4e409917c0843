import { orderStatusChanged } from '@cartwright/events';
import {
  cancelOrder,
  checkoutPublishes,
  consumes,
  decideReview,
  deliverParcel,
  fulfilmentPublishes,
  methodOfferHandlers,
  OrderSubscription,
  placeOrder,
  placingPublishes,
  retryPayment,
  sendParcel,
  signalsWith,
  storingOrders,
  sweepCheckouts,
  type CancelOrderOutcome,
  type CancelOrderRequest,
  type CheckoutPolicy,
  type CheckoutsWithin,
  type DecideReviewOutcome,
  type DecideReviewRequest,
  type DeliverParcelOutcome,
  type DeliverParcelRequest,
  type FreezeCart,
  type PlaceOrderOutcome,
  type PlaceOrderRequest,
  type RetryPaymentOutcome,
  type RetryPaymentRequest,
  type SendParcelOutcome,
  type SendParcelRequest,
  type StoredTimelineEntry,
} from '@cartwright/orders';
import type { Hearer } from '../../network/server.ts';
import type { Process } from '../../world/process.ts';
import type { MemoryMessages } from '../messages/memory-messages.ts';
import type { RelayLock } from '../relay-lock.ts';
import { pollWhile } from '../poll-while.ts';
import { runMessaging } from '../run-messaging.ts';
import type { Site } from '../site.ts';
import { sweep } from '../sweep.ts';
import {
  createCheckoutsWithin,
  createMemoryKeys,
  createPlacedOrders,
  type MemoryOrders,
} from './memory-orders.ts';
import { createMethodOffers } from './memory-method-offers.ts';
import { createMemoryOnce, createParcelsWithin } from './memory-parcels.ts';

/** The calls that buyers and staff can make to a process of orders. */
export interface OrdersApi {
  place(request: PlaceOrderRequest): Promise<PlaceOrderOutcome>;
  cancel(request: CancelOrderRequest): Promise<CancelOrderOutcome>;
  retryPayment(request: RetryPaymentRequest): Promise<RetryPaymentOutcome>;
  review(request: DecideReviewRequest): Promise<DecideReviewOutcome>;
  ship(request: SendParcelRequest): Promise<SendParcelOutcome>;
  deliver(request: DeliverParcelRequest): Promise<DeliverParcelOutcome>;
  /** Follows an order after a version; ends when the process does. */
  follow(orderId: string, afterVersion: number): OrderSubscription;
}

/** What all processes of orders share. */
export interface OrdersParts {
  readonly site: Site;
  readonly tables: MemoryOrders;
  readonly messages: MemoryMessages;
  readonly lock: RelayLock;
  readonly policy: CheckoutPolicy;
  /** Creates a process's call to carts. */
  readonly freezeCart: (process: Process) => FreezeCart;
}

const returnTargets = { origins: new Set<string>(), schemes: new Set<string>() };
const recogniseBuyer = signalsWith('a key of the simulation');
const sweepEveryMs = 1000;
const pollFeedsEveryMs = 2000;

/** Runs orders in a process until it dies. */
export function startOrders(parts: OrdersParts, process: Process): OrdersApi {
  const { site, tables, messages, lock, policy } = parts;
  const { world, logger } = site;
  const { now, newId } = world;
  const advancing = { policy, now, checkouts: createCheckoutsWithin(tables) };
  const methodOffers = createMethodOffers(tables, process);
  const transact = runMessaging<Parameters<CheckoutsWithin>[0]>({
    site,
    domain: 'orders',
    process,
    messages,
    lock,
    publishes: [...placingPublishes, ...checkoutPublishes, ...fulfilmentPublishes],
    consumes: () => [...consumes(advancing), ...methodOfferHandlers(methodOffers)],
  });
  const orders = createPlacedOrders(tables, process);
  const dependencies = {
    ...advancing,
    logger,
    newId,
    waitMs: 0,
    messaging: { transact },
    keys: createMemoryKeys(tables, process),
    returnTargets,
    recogniseBuyer,
    methodOffers,
    orders,
    storeOrder: storingOrders({ policy, orders, messaging: { transact } }),
    freezeCart: parts.freezeCart(process),
    parcels: createParcelsWithin(tables),
    once: createMemoryOnce(tables),
    recordStaffAction: () => Promise.resolve({} as never), // the audit trail is not simulated
  };
  void sweep({ process, everyMs: sweepEveryMs, index: tables.due }, () => sweepCheckouts(dependencies));
  return {
    place: (request) => placeOrder(dependencies, request),
    cancel: (request) => cancelOrder(dependencies, request),
    retryPayment: (request) => retryPayment(dependencies, request),
    review: (request) => decideReview(dependencies, request),
    ship: (request) => sendParcel(dependencies, request),
    deliver: (request) => deliverParcel(dependencies, request),
    follow: feeds(parts, process),
  };
}

/** Feeds are woken by messages, which may be lost, and by a poll. */
function feeds({ site, tables }: OrdersParts, process: Process): OrdersApi['follow'] {
  const open = new Map<string, Set<OrderSubscription>>();
  const wake = (orderId: string, version: number): void => {
    for (const feed of open.get(orderId) ?? []) feed.wake(version);
  };
  const hear: Hearer = ({ type, key: orderId, data }) => {
    if (type !== orderStatusChanged.type || !open.has(orderId)) return;
    const { version } = data as { version: number };
    process.after(site.server.latency(), () => wake(orderId, version));
  };
  site.server.hear(hear);
  process.onDeath(() => site.server.unhear(hear));
  const poll = pollWhile({
    process,
    everyMs: pollFeedsEveryMs,
    isNeeded: () => open.size > 0,
    look: () => {
      for (const orderId of open.keys()) wake(orderId, tables.orders.committed.get(orderId)?.version ?? 0);
    },
  });
  const read = (
    orderId: string,
    { version, limit }: { version: number; limit: number },
  ): Promise<StoredTimelineEntry[]> =>
    tables.database.connect(process).statement(async (tx) => {
      await tx.statement();
      const entries = tx.get(tables.timelines, orderId) ?? [];
      return entries
        .filter((entry) => entry.version > version)
        .slice(0, limit)
        .map((entry) => ({ ...entry, orderId }));
    });
  return (orderId, afterVersion) => {
    const own = open.get(orderId) ?? new Set();
    open.set(orderId, own);
    poll();
    const onEnd = (feed: OrderSubscription): void => {
      own.delete(feed);
      if (own.size === 0) open.delete(orderId);
    };
    const feed = new OrderSubscription({ orderId, afterVersion, read, onEnd, logger: site.logger });
    own.add(feed);
    return feed;
  };
}
