import { forMany } from '@cartwright/database';
import { isTimeLimit } from '@cartwright/errors';
import type { Logger } from 'pino';
import type { Dependencies } from '../dependencies.ts';
import { errorMessage } from '../error-message.ts';
import { parkMessage } from '../parked/park-message.ts';
import type { SqlTransaction } from '../store/sql.ts';
import type { Delivery } from './delivery.ts';
import type { FailureCounts } from './failure-counts.ts';
import type { RunResult } from './keyed-queue.ts';
import { processMessages } from './process-messages.ts';
import { classifyFailure } from './classify-failure.ts';

/** What the deliveries of one consumer are handled with. */
export interface DeliveryContext<Tx extends SqlTransaction> {
  readonly dependencies: Dependencies<Tx>;
  readonly consumer: string;
  readonly failures: FailureCounts;
  readonly maxAttempts: number;
  readonly logger: Logger;
}

/**
 * Handles deliveries of one batch and acknowledges, retries or parks each; never rejects. Gives `apart` where it has done nothing: the
 * batch has waited for too long, and each is to be handled alone, where one would hold up the others.
 */
export async function handleDeliveries<Tx extends SqlTransaction>(
  context: DeliveryContext<Tx>,
  deliveries: readonly Delivery<Tx>[],
): Promise<RunResult> {
  const [first] = deliveries;
  if (!first) return 'done';
  try {
    const received = deliveries.map((delivery) => delivery.received());
    const handle = () => processMessages(context.dependencies, first.handler, received);
    await (received.length > 1 ? forMany(handle) : handle());
    for (const delivery of deliveries) acknowledge(context, delivery);
  } catch (error) {
    if (deliveries.length > 1) return handleEach(context, deliveries, error);
    await failDelivery(context, first, error);
  }
  return 'done';
}

async function handleEach<Tx extends SqlTransaction>(
  context: DeliveryContext<Tx>,
  deliveries: readonly Delivery<Tx>[],
  error: unknown,
): Promise<RunResult> {
  const log = { reason: errorMessage(error), size: deliveries.length };
  context.logger.info(log, 'a batch failed: handling its messages one by one');
  if (isTimeLimit(error)) return 'apart';
  for (const delivery of deliveries) await handleDeliveries(context, [delivery]);
  return 'done';
}

function acknowledge<Tx extends SqlTransaction>(context: DeliveryContext<Tx>, delivery: Delivery<Tx>): void {
  const { type, businessId, messageId } = delivery.identity;
  context.failures.clear(messageId);
  delivery.message.ack();
  context.logger.debug({ type, businessId, messageId }, 'handled');
}

async function failDelivery<Tx extends SqlTransaction>(
  context: DeliveryContext<Tx>,
  delivery: Delivery<Tx>,
  error: unknown,
): Promise<void> {
  const { dependencies, failures, maxAttempts, logger } = context;
  const { messageId, type, businessId } = delivery.identity;
  const deliveries = delivery.message.info.deliveryCount;
  const decision = classifyFailure(error, {
    failures: failures.of(messageId),
    deliveries,
    maxAttempts,
    random: dependencies.timing.random,
  });
  const log = { type, businessId, messageId, deliveries, reason: errorMessage(error) };
  if (decision.kind === 'park') return park(context, delivery, decision.reason);
  if (decision.counts) failures.increment(messageId);
  logger.warn(
    { ...log, delayMs: decision.delayMs },
    'a message could not be handled: it will be redelivered',
  );
  delivery.message.nak(decision.delayMs);
}

async function park<Tx extends SqlTransaction>(
  { dependencies, consumer, failures, logger }: DeliveryContext<Tx>,
  delivery: Delivery<Tx>,
  reason: string,
): Promise<void> {
  const { identity, envelope, message } = delivery;
  const attempts = failures.of(identity.messageId) + 1;
  try {
    const { type, businessId } = identity;
    await parkMessage(dependencies, { consumer, type, businessId, envelope, reason, attempts });
    failures.clear(identity.messageId);
    message.ack();
    logger.error({ ...identity, reason, attempts }, 'a message is parked');
  } catch (error) {
    logger.error(
      { ...identity, reason: errorMessage(error) },
      'a message could not be parked: it will be redelivered',
    );
    message.nak(5000);
  }
}
