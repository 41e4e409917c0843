import { v7 as uuidv7 } from 'uuid';
import { showPayment } from '../api/answers.ts';
import type { SimulatedPayment } from '../books/ledger.ts';
import type { ActionUrl, Operation } from '../simulator.ts';
import { enqueueWebhook } from './webhook-queue.ts';

/** How a change is announced. */
export interface Announcement {
  /** `later` and `once` send one event; `reordered` sends the older state after the newer one. */
  readonly mode: 'once' | 'later' | 'duplicated' | 'reordered';
  /** The payment before this change. */
  readonly before?: SimulatedPayment;
}

const spacingMs = 150;

/** Writes the events of a change of a payment; they are delivered once the transaction is committed. */
export async function announce(
  { tx, actionUrl, now, settleMs }: Operation,
  payment: SimulatedPayment,
  { mode, before }: Announcement,
): Promise<void> {
  const enqueue = (event: object, delayMs: number) =>
    enqueueWebhook(tx, { event, deliverAt: new Date(now().getTime() + delayMs) });
  const event = eventOf(payment, actionUrl);
  switch (mode) {
    case 'once':
      return enqueue(event, 0);
    case 'later':
      return enqueue(event, settleMs);
    case 'duplicated':
      await enqueue(event, 0);
      await enqueue(event, spacingMs);
      return enqueue(eventOf(payment, actionUrl), 2 * spacingMs);
    case 'reordered':
      await enqueue(event, spacingMs);
      if (before !== undefined) await enqueue(eventOf(before, actionUrl), 2 * spacingMs);
  }
}

function eventOf(payment: SimulatedPayment, actionUrl: ActionUrl): object {
  return {
    id: `evt_${uuidv7()}`,
    type: `payment.${payment.state}`,
    payment: showPayment(payment, actionUrl),
  };
}
