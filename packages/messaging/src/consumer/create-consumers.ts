import { categoryOf } from '@cartwright/events';
import type { Logger } from 'pino';
import type { Dependencies } from '../dependencies.ts';
import type { NatsLink } from '../nats/nats-link.ts';
import type { SqlTransaction } from '../store/sql.ts';
import type { Delivery } from './delivery.ts';
import { DomainConsumer } from './domain-consumer.ts';
import { durableName } from './ensure-durable.ts';
import { FailureCounts } from './failure-counts.ts';
import { handleDeliveries } from './handle-deliveries.ts';
import type { MessageHandler } from './handlers.ts';

/** How many messages of one consumer are handled at once. */
const concurrency = 16;

/** What all consumers of a domain share. */
export interface ConsumerOptions<Tx extends SqlTransaction> {
  readonly dependencies: Dependencies<Tx>;
  readonly link: NatsLink;
  readonly logger: Logger;
  readonly ackWaitMs: number;
  readonly maxAttempts: number;
}

/**
 * Creates one consumer for each pair of publishing domain and category among the handlers.
 * @throws TypeError when one type has two handlers.
 */
export function createConsumers<Tx extends SqlTransaction>(
  options: ConsumerOptions<Tx>,
  handlers: readonly MessageHandler<Tx>[],
): DomainConsumer<Tx>[] {
  refuseSecondHandlers(handlers);
  const groups = Map.groupBy(handlers, ({ contract }) => `${contract.source}.${categoryOf(contract.type)}`);
  return [...groups.values()].map((group) => createConsumer(options, group));
}

function createConsumer<Tx extends SqlTransaction>(
  { dependencies, link, ackWaitMs, maxAttempts, ...options }: ConsumerOptions<Tx>,
  handlers: readonly MessageHandler<Tx>[],
): DomainConsumer<Tx> {
  const { source, type } = (handlers[0] as MessageHandler<Tx>).contract;
  const spec = { domain: dependencies.domain, source, category: categoryOf(type), ackWaitMs };
  const consumer = durableName(spec);
  const logger = options.logger.child({ component: 'consumer', consumer });
  const context = { dependencies, consumer, failures: new FailureCounts(), maxAttempts, logger };
  const handle = (deliveries: readonly Delivery<Tx>[]) => handleDeliveries(context, deliveries);
  return new DomainConsumer({ spec, handlers, link, logger, concurrency, handle });
}

function refuseSecondHandlers(handlers: readonly MessageHandler<never>[]): void {
  const subjects = handlers.map(({ contract: { source, type } }) => `${source}.${type}`);
  const twice = handlers.find((_handler, index) => subjects.indexOf(subjects[index] ?? '') !== index);
  if (twice !== undefined)
    throw new TypeError(`${twice.contract.type} has two handlers; the inbox lets only one of them run`);
}
