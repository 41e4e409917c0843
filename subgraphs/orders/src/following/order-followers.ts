import type { Logger } from '@cartwright/process';
import type { Order } from '../order/door.ts';
import { LatestSteps } from './latest-steps.ts';
import { OrderSubscription, type OrderSubscriptionOptions } from './order-subscription.ts';

/** Where the feeds read. */
export interface OrderSteps {
  /** The steps of an order that come after a version, oldest first. */
  readonly after: OrderSubscriptionOptions['read'];
  /** The present versions of many orders, in one statement. */
  readonly versionsOf: (orderIds: readonly string[]) => Promise<readonly Pick<Order, 'id' | 'version'>[]>;
}

/** Where a feed begins. */
export interface FeedStart {
  /** The version after which it begins. */
  readonly afterVersion: number;
  /** The version that the order is known to have. */
  readonly version: number;
}

/** An order that is followed, and the feeds of all who do. */
interface FollowedOrder {
  readonly latest: LatestSteps;
  readonly subscriptions: Set<OrderSubscription>;
}

/**
 * The open feeds of this process. Those of one order share what is read. Messages wake them at once; `poll`, one statement for all of them, makes up for
 * messages that are late or lost. The steps themselves always come from the database.
 */
export class OrderFollowers {
  readonly #steps: OrderSteps;
  readonly #logger: Logger;
  readonly #open = new Map<string, FollowedOrder>();

  constructor({ steps, logger }: { readonly steps: OrderSteps; readonly logger: Logger }) {
    this.#steps = steps;
    this.#logger = logger;
  }

  /** How many feeds are open. */
  get count(): number {
    return this.#subscriptions().length;
  }

  /** Opens a feed of the steps that come after a version. */
  follow(orderId: string, { afterVersion, version }: FeedStart): OrderSubscription {
    const { latest, subscriptions } = this.#followed(orderId);
    latest.reach(version);
    const subscription = new OrderSubscription({
      orderId,
      afterVersion,
      read: (_orderId, slice) => latest.after(slice),
      onEnd: (ended) => this.#forget(ended),
      logger: this.#logger,
    });
    subscriptions.add(subscription);
    return subscription;
  }

  /** Wakes the feeds of an order that has reached a version. */
  wake(orderId: string, version: number): void {
    const followed = this.#open.get(orderId);
    if (followed === undefined) return;
    followed.latest.reach(version);
    for (const subscription of followed.subscriptions) subscription.wake(version);
  }

  /** Wakes every feed whose order has gone on. */
  async poll(): Promise<void> {
    if (this.#open.size === 0) return;
    for (const { id, version } of await this.#steps.versionsOf([...this.#open.keys()]))
      this.wake(id, version);
  }

  /** Ends every feed. */
  async close(): Promise<void> {
    await Promise.all(this.#subscriptions().map((subscription) => subscription.return()));
  }

  #subscriptions(): OrderSubscription[] {
    return [...this.#open.values()].flatMap(({ subscriptions }) => [...subscriptions]);
  }

  #followed(orderId: string): FollowedOrder {
    const known = this.#open.get(orderId);
    if (known !== undefined) return known;
    const latest = new LatestSteps((slice) => this.#steps.after(orderId, slice));
    const followed = { latest, subscriptions: new Set<OrderSubscription>() };
    this.#open.set(orderId, followed);
    return followed;
  }

  #forget(subscription: OrderSubscription): void {
    const followed = this.#open.get(subscription.orderId);
    followed?.subscriptions.delete(subscription);
    if (followed?.subscriptions.size === 0) this.#open.delete(subscription.orderId);
  }
}
