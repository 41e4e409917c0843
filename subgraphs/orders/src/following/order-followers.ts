import type { Logger } from '@cartwright/process';
import type { Order } from '../order/door.ts';
import { OrderSubscription, type OrderSubscriptionOptions } from './order-subscription.ts';

/** Where the feeds read. */
export interface OrderSteps {
  /** The steps of an order that come after a version, oldest first. */
  readonly after: OrderSubscriptionOptions['read'];
  /** The present versions of many orders, in one statement. */
  readonly versionsOf: (orderIds: readonly string[]) => Promise<readonly Pick<Order, 'id' | 'version'>[]>;
}

/**
 * The open feeds of this process. Messages wake them at once; `poll`, one statement for all of them, makes up for
 * messages that are late or lost. The steps themselves always come from the database.
 */
export class OrderFollowers {
  readonly #steps: OrderSteps;
  readonly #logger: Logger;
  readonly #open = new Map<string, Set<OrderSubscription>>();

  constructor({ steps, logger }: { readonly steps: OrderSteps; readonly logger: Logger }) {
    this.#steps = steps;
    this.#logger = logger;
  }

  /** How many feeds are open. */
  get count(): number {
    return [...this.#open.values()].reduce((sum, subscriptions) => sum + subscriptions.size, 0);
  }

  /** Opens a feed of the steps that come after a version. */
  follow(orderId: string, afterVersion: number): OrderSubscription {
    const subscription = new OrderSubscription({
      orderId,
      afterVersion,
      read: this.#steps.after,
      onEnd: (ended) => this.#forget(ended),
      logger: this.#logger,
    });
    const subscriptions = this.#open.get(orderId) ?? new Set();
    this.#open.set(orderId, subscriptions.add(subscription));
    return subscription;
  }

  /** Wakes the feeds of an order that has reached a version. */
  wake(orderId: string, version: number): void {
    for (const subscription of this.#open.get(orderId) ?? []) subscription.wake(version);
  }

  /** Wakes every feed whose order has gone on. */
  async poll(): Promise<void> {
    if (this.#open.size === 0) return;
    for (const { id, version } of await this.#steps.versionsOf([...this.#open.keys()]))
      this.wake(id, version);
  }

  /** Ends every feed. */
  async close(): Promise<void> {
    const subscriptions = [...this.#open.values()].flatMap((set) => [...set]);
    await Promise.all(subscriptions.map((subscription) => subscription.return()));
  }

  #forget(subscription: OrderSubscription): void {
    const subscriptions = this.#open.get(subscription.orderId);
    subscriptions?.delete(subscription);
    if (subscriptions?.size === 0) this.#open.delete(subscription.orderId);
  }
}
