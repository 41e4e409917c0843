import type { OutgoingMessage } from '@cartwright/events';
import { Park } from '@cartwright/messaging';
import { advance } from '../domain/checkout/advance.ts';
import { checkoutMessages } from '../domain/checkout/checkout-messages.ts';
import type { Fact } from '../domain/checkout/fact.ts';
import type { CheckoutPolicy } from '../domain/checkout/policy.ts';
import type { TimelineEntry } from '../domain/checkout/timeline.ts';
import { orderStatusOf } from '../domain/checkout/order-status.ts';
import type { OrderWithLines } from '../domain/order.ts';
import type { CheckoutsWithin } from '../repository/checkout-store.ts';
import type { Transaction } from '../repository/database.ts';
import type { SavedAdvance } from '../repository/save-advances.ts';

/** What every advance of a checkout needs. */
export interface AdvanceDependencies {
  readonly policy: CheckoutPolicy;
  readonly now: () => Date;
  readonly checkouts: CheckoutsWithin;
}

/** Something that became known of an order. */
export interface LearnedFact {
  readonly orderId: string;
  readonly fact: Fact;
}

/**
 * Takes orders through facts, in the transaction of what told them: locks the orders, decides, saves. However many
 * facts there are, it takes two statements.
 * @returns what to send, aligned with the facts.
 * @throws Park when there is no such order.
 */
export async function advanceCheckouts(
  dependencies: AdvanceDependencies,
  tx: Transaction,
  facts: readonly LearnedFact[],
): Promise<OutgoingMessage[][]> {
  const checkouts = dependencies.checkouts(tx);
  const locked = await checkouts.lock(facts.map(({ orderId }) => orderId));
  const batch = new CheckoutBatch(locked, dependencies);
  const messages = facts.map((learned) => batch.advance(learned));
  await checkouts.save(batch.saved(), batch.now);
  return messages;
}

/** Locked orders that are taken through facts one after the other, and what is to be saved of them at the end. */
export class CheckoutBatch {
  readonly now: Date;
  readonly #policy: CheckoutPolicy;
  readonly #orders: Map<string, OrderWithLines>;
  readonly #timelines = new Map<string, TimelineEntry[]>();

  constructor(
    locked: readonly OrderWithLines[],
    { policy, now }: Pick<AdvanceDependencies, 'policy' | 'now'>,
  ) {
    this.#orders = new Map(locked.map((order) => [order.id, order]));
    this.#policy = policy;
    this.now = now();
  }

  /** The order as it is after the facts so far. */
  order(id: string): OrderWithLines | undefined {
    return this.#orders.get(id);
  }

  /** @throws Park when the order is not among the locked ones. */
  advance({ orderId, fact }: LearnedFact): OutgoingMessage[] {
    const order = this.#orders.get(orderId);
    if (order === undefined) throw new Park(`There is no order ${orderId}`);
    const step = advance(order, fact, this.now, this.#policy);
    if (step.checkout === order) return checkoutMessages(order, step, this.#policy);
    const status = orderStatusOf(step.checkout);
    const next = { ...order, ...step.checkout, status, updatedAt: this.now };
    const messages = checkoutMessages(next, step, this.#policy);
    this.#orders.set(orderId, next);
    this.#timelines.set(orderId, [...(this.#timelines.get(orderId) ?? []), ...step.timeline]);
    return messages;
  }

  /** Lets an order that is still overdue wait as for an answer, so that it does not stand before the others. @returns whether it was */
  putOff(orderId: string): boolean {
    const order = this.#orders.get(orderId);
    if (order?.deadlineAt == null || order.deadlineAt > this.now) return false;
    const deadlineAt = new Date(this.now.getTime() + this.#policy.redriveAfterMs);
    this.#orders.set(orderId, { ...order, deadlineAt });
    this.#timelines.set(orderId, this.#timelines.get(orderId) ?? []);
    return true;
  }

  /** What changed. */
  saved(): SavedAdvance[] {
    return [...this.#timelines].flatMap(([orderId, timeline]) => {
      const checkout = this.#orders.get(orderId);
      return checkout === undefined ? [] : [{ orderId, advance: { checkout, timeline } }];
    });
  }
}
