import type { Logger } from '@cartwright/process';
import { setTimeout as delay } from 'node:timers/promises';
import type { OrderSteps } from '../../repository/order-steps.ts';
import { OrderSubscription } from './order-subscription.ts';

/** What the feeds of all subscribers of a process are made from. */
export interface OrderFollowersOptions {
  readonly steps: Pick<OrderSteps, 'after' | 'versionsOf'>;
  readonly logger: Logger;
  /** How often all open feeds are looked after without having been woken; 2 s unless told. */
  readonly pollMs?: number;
}

/**
 * The open feeds of this process. Messages wake them at once; a poll of all of them, in one statement, makes up for
 * messages that are late or lost. The steps themselves always come from the database.
 */
export class OrderFollowers {
  readonly #options: OrderFollowersOptions;
  readonly #open = new Map<string, Set<OrderSubscription>>();
  readonly #stopping = new AbortController();
  #polling: Promise<void> = Promise.resolve();

  constructor(options: OrderFollowersOptions) {
    this.#options = options;
  }

  /** How many feeds are open. */
  get count(): number {
    return [...this.#open.values()].reduce((sum, subscriptions) => sum + subscriptions.size, 0);
  }

  /** Opens a feed of the steps that come after a version. */
  follow(orderId: string, afterVersion: number): OrderSubscription {
    const { steps, logger } = this.#options;
    const subscription = new OrderSubscription({
      orderId,
      afterVersion,
      read: (id, version, limit) => steps.after(id, version, limit),
      onEnd: (ended) => this.#forget(ended),
      logger,
    });
    const subscriptions = this.#open.get(orderId) ?? new Set();
    this.#open.set(orderId, subscriptions.add(subscription));
    return subscription;
  }

  /** Says that an order has reached a version. */
  wake(orderId: string, version: number): void {
    for (const subscription of this.#open.get(orderId) ?? []) subscription.wake(version);
  }

  start(): void {
    this.#polling = this.#pollUntil(this.#stopping.signal);
  }

  /** Ends every feed. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    const subscriptions = [...this.#open.values()].flatMap((set) => [...set]);
    await Promise.all(subscriptions.map((subscription) => subscription.return()));
    await this.#polling;
  }

  #forget(subscription: OrderSubscription): void {
    const subscriptions = this.#open.get(subscription.orderId);
    subscriptions?.delete(subscription);
    if (subscriptions?.size === 0) this.#open.delete(subscription.orderId);
  }

  async #pollUntil(signal: AbortSignal): Promise<void> {
    const { pollMs = 2_000 } = this.#options;
    while (await sleptFully(pollMs, signal)) {
      if (this.#open.size > 0) await this.#poll();
    }
  }

  async #poll(): Promise<void> {
    const { steps, logger } = this.#options;
    try {
      const versions = await steps.versionsOf([...this.#open.keys()]);
      for (const [orderId, version] of versions) this.wake(orderId, version);
    } catch (error) {
      logger.warn({ err: error }, 'the feeds of orders could not be looked after; the next time follows');
    }
  }
}

/** False when the signal has ended the sleep. */
function sleptFully(ms: number, signal: AbortSignal): Promise<boolean> {
  return delay(ms, true, { signal }).catch(() => false);
}
