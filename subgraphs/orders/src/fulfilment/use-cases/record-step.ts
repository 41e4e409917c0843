import type { Transaction } from '@cartwright/database';
import type { OutgoingMessage } from '@cartwright/events';
import type { once } from '@cartwright/idempotency';
import type { Viewer } from '@cartwright/identity';
import type { Messaging } from '@cartwright/messaging';
import { type NewStaffAction, type Recording } from '../../audit/door.ts';
import { checkoutMessages, Progress, type AdvanceDependencies } from '../../checkout/door.ts';
import type { Tables } from '../../generated/tables.ts';
import { orderStatusOf, type Fulfillment, type OrderWithLines, type TimelineCode } from '../../order/door.ts';
import type { ParcelsWithin } from '../ports.ts';

/** What sending and following parcels needs. */
export interface FulfilmentDependencies extends AdvanceDependencies {
  readonly messaging: Pick<Messaging<Transaction<Tables>>, 'transact'>;
  readonly parcels: ParcelsWithin;
  /** Makes a change once per idempotency key. */
  readonly once: typeof once;
  /** Adds to the audit trail. */
  readonly recordStaffAction: (recording: Recording, action: NewStaffAction) => Promise<unknown>;
  readonly newId: () => string;
}

/** A transaction, and what puts messages into its outbox. */
export interface Sending {
  readonly tx: Transaction<Tables>;
  readonly send: (message: OutgoingMessage) => void;
}

/** One step of an order's goods. */
export interface GoodsStep {
  readonly order: OrderWithLines;
  readonly code: TimelineCode;
  /** How far the goods are after it. */
  readonly fulfillment: Fulfillment;
  /** For people; left out where the code says it all. */
  readonly words?: string;
  readonly viewer: Viewer;
  readonly action: NewStaffAction['action'];
  /** Why staff do it; null where they do not say. */
  readonly reason: string | null;
}

/**
 * Enters a step of an order's goods in its timeline and in the audit trail, and tells those who follow the order. The
 * order must be locked. @returns the order after it
 */
export async function recordStep(
  { policy, now, newId, checkouts, recordStaffAction }: FulfilmentDependencies,
  { tx, send }: Sending,
  { order, code, fulfillment, words, viewer, action, reason }: GoodsStep,
): Promise<OrderWithLines> {
  const at = now();
  const begin = { checkout: order, send: [], timeline: [] };
  const { checkout, timeline } = new Progress(begin, at, policy).record(code, { fulfillment }, words);
  await checkouts(tx).save([{ orderId: order.id, checkout, timeline }], at);
  const next = { ...order, ...checkout, status: orderStatusOf(checkout), updatedAt: at };
  for (const message of checkoutMessages(next, { send: [], timeline }, policy)) send(message);
  const before = { fulfillment: order.fulfillment };
  const entry = { id: newId(), staffId: viewer.id, target: order.id, before, after: { fulfillment }, at };
  await recordStaffAction({ tx, send }, { ...entry, action, reason });
  return next;
}
