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
export function announce(operation: Operation, payment: SimulatedPayment, announcement: Announcement): void {
  const { webhooks, now } = operation;
  for (const { event, delayMs } of eventsOf(operation, payment, announcement))
    webhooks.push({ event, deliverAt: new Date(now().getTime() + delayMs) });
}

interface DelayedEvent {
  readonly event: object;
  readonly delayMs: number;
}

function eventsOf(
  { actionUrl, settleMs }: Operation,
  payment: SimulatedPayment,
  { mode, before }: Announcement,
): DelayedEvent[] {
  const event = eventOf(payment, actionUrl);
  switch (mode) {
    case 'once':
      return [{ event, delayMs: 0 }];
    case 'later':
      return [{ event, delayMs: settleMs }];
    case 'duplicated':
      return [
        { event, delayMs: 0 },
        { event, delayMs: spacingMs },
        { event: eventOf(payment, actionUrl), delayMs: 2 * spacingMs },
      ];
    case 'reordered': {
      const older =
        before === undefined ? [] : [{ event: eventOf(before, actionUrl), delayMs: 2 * spacingMs }];
      return [{ event, delayMs: spacingMs }, ...older];
    }
  }
}

function eventOf(payment: SimulatedPayment, actionUrl: ActionUrl): object {
  return {
    id: `evt_${uuidv7()}`,
    type: `payment.${payment.state}`,
    payment: showPayment(payment, actionUrl),
  };
}
