import type { Messaging, Send } from '@cartwright/messaging';
import type { Logger } from '@cartwright/subgraph-kit';
import { isTransient } from '@cartwright/transient-errors';
import type { OrderWithLines } from '../domain/order.ts';
import type { Transaction } from '../repository/database.ts';
import { CheckoutBatch, type AdvanceDependencies } from './advance-checkouts.ts';

/** What a sweep needs. */
export interface SweepDependencies extends AdvanceDependencies {
  readonly messaging: Pick<Messaging<Transaction>, 'transact'>;
  readonly logger: Logger;
}

/** How many overdue checkouts there were, and whether there may be more. */
export interface Swept {
  readonly count: number;
  readonly hasMore: boolean;
}

const batchSize = 50;

/**
 * Looks after checkouts whose deadline has passed: sends again what was not answered, gives up what took too long. One
 * that cannot be carried on is put off and holds nobody up, whether the rules or the database refuse it.
 */
export async function sweepCheckouts(dependencies: SweepDependencies): Promise<Swept> {
  try {
    const { length } = await sweepTogether(dependencies, batchSize);
    return { count: length, hasMore: length === batchSize };
  } catch (error) {
    if (isTransient(error)) throw error;
    dependencies.logger.warn({ err: error }, 'overdue checkouts could not be stored together: one by one');
    return sweepOneByOne(dependencies);
  }
}

/** @returns the ids of those that were overdue; `found` hears of them before anything can fail */
function sweepTogether(
  dependencies: SweepDependencies,
  limit: number,
  found: (ids: readonly string[]) => void = () => undefined,
): Promise<readonly string[]> {
  const { messaging, now } = dependencies;
  return messaging.transact(async (tx, send) => {
    const checkouts = dependencies.checkouts(tx);
    const due = await checkouts.lockDue(now(), limit);
    const ids = due.map(({ id }) => id);
    found(ids);
    const batch = new CheckoutBatch(due, dependencies);
    for (const order of due) carryOn(dependencies, { batch, send }, order);
    await checkouts.save(batch.saved(), batch.now);
    return ids;
  });
}

function carryOn(
  { logger }: SweepDependencies,
  { batch, send }: { readonly batch: CheckoutBatch; readonly send: Send },
  { id: orderId, step, attempt }: OrderWithLines,
): void {
  try {
    for (const message of batch.advance({ orderId, fact: { type: 'deadline-passed' } })) send(message);
    logger.info({ orderId, step, attempt }, 'checkout was overdue');
  } catch (error) {
    logger.error({ err: error, orderId, step }, 'an overdue checkout could not be carried on');
  }
  batch.putOff(orderId);
}

async function sweepOneByOne(dependencies: SweepDependencies): Promise<Swept> {
  let count = 0;
  while (count < batchSize && (await sweepOne(dependencies))) count += 1;
  return { count, hasMore: count === batchSize };
}

/** @returns whether one was overdue */
async function sweepOne(dependencies: SweepDependencies): Promise<boolean> {
  let overdue: readonly string[] = [];
  try {
    await sweepTogether(dependencies, 1, (ids) => (overdue = ids));
  } catch (error) {
    const [orderId] = overdue;
    if (orderId === undefined || isTransient(error)) throw error;
    dependencies.logger.error({ err: error, orderId }, 'an overdue checkout could not be stored');
    await putOff(dependencies, orderId);
  }
  return overdue.length > 0;
}

function putOff(dependencies: SweepDependencies, orderId: string): Promise<void> {
  return dependencies.messaging.transact(async (tx) => {
    const checkouts = dependencies.checkouts(tx);
    const batch = new CheckoutBatch(await checkouts.lock([orderId]), dependencies);
    batch.putOff(orderId);
    await checkouts.save(batch.saved(), batch.now);
  });
}
