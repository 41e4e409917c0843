import type { Transaction } from '@cartwright/database';
import { isTransient, isUnavailable } from '@cartwright/errors';
import type { OutgoingMessage } from '@cartwright/events';
import type { Messaging } from '@cartwright/messaging';
import type { Logger } from '@cartwright/process';
import type { Tables } from '../../generated/tables.ts';
import type { OrderWithLines } from '../../order/door.ts';
import type { CheckoutStore } from '../ports.ts';
import type { AdvanceDependencies } from './advance-checkouts.ts';
import { CheckoutBatch } from './checkout-batch.ts';
import { storeBatch } from './store-batch.ts';

/** What a sweep needs. */
export interface SweepDependencies extends AdvanceDependencies {
  readonly messaging: Pick<Messaging<Transaction<Tables>>, 'transact'>;
  readonly logger: Logger;
}

/** How many overdue checkouts there were, and whether there may be more. */
export interface Swept {
  readonly count: number;
  readonly hasMore: boolean;
}

const batchSize = 50;

/**
 * Carries on checkouts whose deadline has passed: sends again what was not answered, gives up what took too long. One
 * that cannot be carried on is postponed and does not block the others, whether the rules or the database refuse it.
 */
export async function sweepCheckouts(dependencies: SweepDependencies): Promise<Swept> {
  try {
    const { length } = await sweepBatch(dependencies, (checkouts, now) => checkouts.lockDue(now, batchSize));
    return { count: length, hasMore: length === batchSize };
  } catch (error) {
    if (isTransient(error)) throw error;
    dependencies.logger.warn({ err: error }, 'overdue checkouts could not be stored together: one by one');
    return sweepOneByOne(dependencies);
  }
}

type LockOverdue = (checkouts: CheckoutStore, now: Date) => Promise<OrderWithLines[]>;

/** Carries on what `lock` gives, all in one transaction. @returns their ids */
function sweepBatch(dependencies: SweepDependencies, lock: LockOverdue): Promise<string[]> {
  const { messaging, now } = dependencies;
  return messaging.transact(async (tx, send) => {
    const checkouts = dependencies.checkouts(tx);
    const due = await lock(checkouts, now());
    const batch = new CheckoutBatch(due, dependencies);
    for (const order of due) for (const message of carryOn(dependencies, batch, order)) send(message);
    for (const message of await storeBatch(checkouts, batch)) send(message);
    return due.map(({ id }) => id);
  });
}

function carryOn(
  { logger }: SweepDependencies,
  batch: CheckoutBatch,
  { id: orderId, step, attempt }: OrderWithLines,
): OutgoingMessage[] {
  try {
    const messages = batch.advance({ orderId, fact: { type: 'deadline-passed' } });
    logger.info({ orderId, step, attempt }, 'checkout was overdue');
    if (batch.postpone(orderId))
      logger.error({ orderId, step }, 'a checkout was carried on and is still overdue');
    return messages;
  } catch (error) {
    logger.error({ err: error, orderId, step }, 'an overdue checkout could not be carried on');
    batch.postpone(orderId);
    return [];
  }
}

/** Each in a transaction of its own. */
async function sweepOneByOne(dependencies: SweepDependencies): Promise<Swept> {
  const stuck = new Set<string>();
  let count = 0;
  while (count < batchSize && (await sweepOne(dependencies, stuck))) count += 1;
  return { count, hasMore: count === batchSize && stuck.size === 0 };
}

/** Carries on the first that is overdue, except those that are `stuck`. @returns whether there was one */
async function sweepOne(dependencies: SweepDependencies, stuck: Set<string>): Promise<boolean> {
  let orderId: string | undefined;
  const lockFirst: LockOverdue = async (checkouts, now) => {
    const due = await checkouts.lockDue(now, stuck.size + 1);
    const first = due.find(({ id }) => !stuck.has(id));
    orderId = first?.id;
    return first === undefined ? [] : [first];
  };
  try {
    await sweepBatch(dependencies, lockFirst);
  } catch (error) {
    if (orderId === undefined || isUnavailable(error)) throw error;
    dependencies.logger.error({ err: error, orderId }, 'an overdue checkout could not be stored');
    await postpone(dependencies, orderId, stuck);
  }
  return orderId !== undefined;
}

/** One that cannot even be postponed is `stuck`: it is left out for the rest of this sweep. */
async function postpone(dependencies: SweepDependencies, orderId: string, stuck: Set<string>): Promise<void> {
  try {
    await dependencies.messaging.transact(async (tx) => {
      const checkouts = dependencies.checkouts(tx);
      const batch = new CheckoutBatch(await checkouts.lock([orderId]), dependencies);
      batch.postpone(orderId);
      await checkouts.save(batch.saved(), batch.now);
    });
  } catch (error) {
    if (isUnavailable(error)) throw error;
    dependencies.logger.error({ err: error, orderId }, 'an overdue checkout could not be postponed');
    stuck.add(orderId);
  }
}
