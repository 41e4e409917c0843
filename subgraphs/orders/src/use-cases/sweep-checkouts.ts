import type { Messaging } from '@cartwright/messaging';
import type { Logger } from '@cartwright/subgraph-kit';
import type { Transaction } from '../repository/database.ts';
import { CheckoutBatch, type AdvanceDependencies } from './advance-checkouts.ts';

/** What a sweep needs. */
export interface SweepDependencies extends AdvanceDependencies {
  readonly messaging: Pick<Messaging<Transaction>, 'transact'>;
  readonly logger: Logger;
}

const batchSize = 50;

/**
 * Looks after checkouts whose deadline has passed: sends again what was not answered, gives up what took too long.
 * @returns how many there were; as many as `batchSize` when there may be more.
 */
export async function sweepCheckouts(
  dependencies: SweepDependencies,
): Promise<{ count: number; hasMore: boolean }> {
  const { messaging, logger, now } = dependencies;
  return messaging.transact(async (tx, send) => {
    const checkouts = dependencies.checkouts(tx);
    const due = await checkouts.lockDue(now(), batchSize);
    const batch = new CheckoutBatch(due, dependencies);
    for (const { id: orderId, step, attempt } of due) {
      try {
        for (const message of batch.advance({ orderId, fact: { type: 'deadline-passed' } })) send(message);
        logger.info({ orderId, step, attempt }, 'checkout was overdue');
      } catch (error) {
        // One order that cannot be helped must not hold up the others.
        logger.error({ err: error, orderId, step }, 'an overdue checkout could not be carried on');
      }
    }
    await checkouts.save(batch.saved(), batch.now);
    return { count: due.length, hasMore: due.length === batchSize };
  });
}
