import { v7 as uuidv7 } from 'uuid';
import { showPayment } from '../api/answers.ts';
import type { SimulatedPayment } from '../books/ledger.ts';
import type { ActionUrl, Operation } from '../simulator.ts';

/** How a change is announced. */
export interface Announcement {
  /** `later` and `once` send one event; `reordered` sends the older state after the newer one. */
  readonly mode: 'once' | 'later' | 'duplicated' | 'reordered';
  /** The payment before this change. */
  readonly before?: SimulatedPayment;
}

const spacingMs = 150;

/** Adds the events of a change of a payment to those that are to be sent; they are delivered once the transaction is committed. */
export function announce(
  { webhooks, actionUrl, now, settleMs }: Operation,
  payment: SimulatedPayment,
  { mode, before }: Announcement,
): void {
  const enqueue = (event: object, delayMs: number): void => {
    webhooks.push({ event, deliverAt: new Date(now().getTime() + delayMs) });
  };
  const event = eventOf(payment, actionUrl);
  switch (mode) {
    case 'once':
      return enqueue(event, 0);
    case 'later':
      return enqueue(event, settleMs);
    case 'duplicated':
      enqueue(event, 0);
      enqueue(event, spacingMs);
      return enqueue(eventOf(payment, actionUrl), 2 * spacingMs);
    case 'reordered':
      enqueue(event, spacingMs);
      if (before !== undefined) enqueue(eventOf(before, actionUrl), 2 * spacingMs);
  }
}

function eventOf(payment: SimulatedPayment, actionUrl: ActionUrl): object {
  return {
    id: `evt_${uuidv7()}`,
    type: `payment.${payment.state}`,
    payment: showPayment(payment, actionUrl),
  };
}
