import type { CompiledQuery, Transaction } from '@cartwright/database';
import type { OutgoingMessage } from '@cartwright/events';
import type { Tables } from '../../generated/tables.ts';
import type { OrderWithLines } from '../../order/door.ts';
import type { CheckoutsWithin } from '../ports.ts';
import type { Fact } from '../rules/fact.ts';
import type { CheckoutPolicy } from '../rules/policy.ts';
import { CheckoutBatch, type LearnedFact } from './checkout-batch.ts';
import { storeBatch } from './store-batch.ts';

/** What every advance of a checkout needs. */
export interface AdvanceDependencies {
  readonly policy: CheckoutPolicy;
  readonly now: () => Date;
  readonly checkouts: CheckoutsWithin;
}

/**
 * Takes orders through facts, in the caller's transaction: locks the orders, decides, saves. However many facts there
 * are, it takes a statement that goes with the inbox, one that goes with the outbox, and two more where orders of guests are settled.
 * @returns what to send, aligned with the facts.
 * @throws Park when there is no such order.
 */
export async function advanceCheckouts(
  dependencies: AdvanceDependencies,
  tx: Transaction<Tables>,
  facts: readonly LearnedFact[],
): Promise<OutgoingMessage[][]> {
  const checkouts = dependencies.checkouts(tx);
  const locked = await checkouts.lock(facts.map(({ orderId }) => orderId));
  const batch = new CheckoutBatch(locked, dependencies);
  const messages = facts.map((learned) => batch.advance(learned));
  const last = await storeBatch(checkouts, batch);
  return messages.map((own, index) => (index === messages.length - 1 ? [...own, ...last] : own));
}

/** What `advanceCheckouts` sends first, to lock the orders that the facts are about. */
export function lockingFor(
  { checkouts }: AdvanceDependencies,
  tx: Transaction<Tables>,
  facts: readonly LearnedFact[],
): CompiledQuery | undefined {
  return checkouts(tx).locking(facts.map(({ orderId }) => orderId));
}

/** What one fact has done to an order. */
export interface AdvancedOrder {
  readonly before: OrderWithLines;
  /** The very same as `before` when the fact changed nothing. */
  readonly order: OrderWithLines;
  readonly messages: readonly OutgoingMessage[];
}

/** Takes one order through the fact that `factOf` gives for it; undefined when there is no such order or no fact. */
export async function advanceOrder(
  dependencies: AdvanceDependencies,
  tx: Transaction<Tables>,
  { orderId, factOf }: { orderId: string; factOf: (order: OrderWithLines) => Fact | undefined },
): Promise<AdvancedOrder | undefined> {
  const checkouts = dependencies.checkouts(tx);
  const batch = new CheckoutBatch(await checkouts.lock([orderId]), dependencies);
  const before = batch.order(orderId);
  const fact = before === undefined ? undefined : factOf(before);
  if (before === undefined || fact === undefined) return undefined;
  const messages = batch.advance({ orderId, fact });
  const last = await storeBatch(checkouts, batch);
  return { before, order: batch.order(orderId) ?? before, messages: [...messages, ...last] };
}
