import type { OutgoingMessage } from '@cartwright/events';
import { Park } from '@cartwright/messaging';
import {
  orderStatusOf,
  type OrderWithLines,
  type SavedCheckout,
  type Step,
  type TimelineEntry,
} from '../../order/door.ts';
import { advance } from '../rules/advance.ts';
import { checkoutMessages } from '../rules/checkout-messages.ts';
import type { Fact } from '../rules/fact.ts';
import type { CheckoutPolicy } from '../rules/policy.ts';

/** Something that became known of an order. */
export interface LearnedFact {
  readonly orderId: string;
  readonly fact: Fact;
}

/** Locked orders that are taken through facts one after the other, and what is to be saved of them at the end. */
export class CheckoutBatch {
  readonly now: Date;
  readonly #policy: CheckoutPolicy;
  readonly #locked: readonly OrderWithLines[];
  readonly #orders: Map<string, OrderWithLines>;
  readonly #timelines = new Map<string, TimelineEntry[]>();

  constructor(
    locked: readonly OrderWithLines[],
    { policy, now }: { readonly policy: CheckoutPolicy; readonly now: () => Date },
  ) {
    this.#locked = locked;
    this.#orders = new Map(locked.map((order) => [order.id, order]));
    this.#policy = policy;
    this.now = now();
  }

  /** The order as it is after the facts so far. */
  order(id: string): OrderWithLines | undefined {
    return this.#orders.get(id);
  }

  /** Takes an order through a fact. @returns what to send. @throws Park when the order is not among the locked ones */
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

  /** Sets the deadline of an order that is still overdue anew, so that it does not block the others. @returns whether it was overdue */
  postpone(orderId: string): boolean {
    const order = this.#orders.get(orderId);
    if (order?.deadlineAt == null || order.deadlineAt > this.now) return false;
    const deadlineAt = new Date(this.now.getTime() + this.#policy.redriveAfterMs);
    this.#orders.set(orderId, { ...order, deadlineAt });
    this.#timelines.set(orderId, this.#timelines.get(orderId) ?? []);
    return true;
  }

  /** What changed. */
  saved(): SavedCheckout[] {
    return [...this.#timelines].flatMap(([orderId, timeline]) => {
      const checkout = this.#orders.get(orderId);
      return checkout === undefined ? [] : [{ orderId, checkout, timeline }];
    });
  }

  /** Orders of guests that were settled: from now on they go to whoever turns out to be the buyer. */
  settled(): OrderWithLines[] {
    return this.#locked.filter(({ id, step, customerId, guestId }) => {
      const next = this.#orders.get(id)?.step ?? step;
      return next !== step && settledSteps.has(next) && customerId === guestId;
    });
  }
}

const settledSteps: ReadonlySet<Step> = new Set<Step>(['confirmed', 'cancelled']);
