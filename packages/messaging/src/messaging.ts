import { categoryOf, type Domain, type MessageContract } from '@cartwright/events';
import type { Logger } from 'pino';
import { v7 as uuidv7 } from 'uuid';
import { readBacklog, type ConsumerBacklog } from './backlog.ts';
import { DomainConsumer } from './consumer/domain-consumer.ts';
import type { Delivery } from './consumer/delivery.ts';
import { durableName } from './consumer/ensure-durable.ts';
import { FailureCounts } from './consumer/failure-counts.ts';
import { handleDeliveries } from './consumer/handle-deliveries.ts';
import type { AnyContract, MessageHandler, Received } from './consumer/handlers.ts';
import type { Dependencies } from './dependencies.ts';
import { parseFailpoints, type Failpoint } from './failpoint.ts';
import { Follower, type Following } from './follow.ts';
import { readLag, type MessagingHealth, type MessagingLag } from './health.ts';
import { Lifecycle } from './lifecycle.ts';
import { NatsLink } from './nats/nats-link.ts';
import { transact, type Send, type TransactOptions } from './outbox/transact.ts';
import { messageParked } from './parked/message-parked.ts';
import { parkedCommands } from './parked/parked-commands.ts';
import { parkedMessageResolved } from './parked/parked-contracts.ts';
import { discardParked, listParked, replayParked, type ParkedMessage } from './parked/parked-messages.ts';
import { Relay } from './relay/relay.ts';
import { Semaphore } from './semaphore.ts';
import { sqlMessageStore } from './sql-message-store.ts';
import type { SqlDatabase, SqlTransaction } from './sql.ts';
import { realTiming } from './timing.ts';

const defaults = {
  maxAttempts: 8,
  ackWaitMs: 5_000,
  concurrency: 16,
  transactionConcurrency: 8,
  pollMs: 250,
};

/** What one domain's messaging is made from. */
export interface MessagingOptions<Tx extends SqlTransaction> {
  readonly domain: Domain;
  readonly database: SqlDatabase<Tx>;
  /** Of the same database: the relay keeps a connection of its own. */
  readonly databaseUrl: string;
  readonly natsUrl: string;
  readonly logger: Logger;
  /** Every message that the domain sends, replies included. */
  readonly publishes: readonly AnyContract[];
  /** One handler per message that the domain consumes. */
  readonly consumes: readonly MessageHandler<Tx>[];
  /** The text of `FAILPOINTS`, or a function that is called at each point. */
  readonly failpoint?: string | Failpoint | undefined;
  /** How often a handler may fail before its message is parked: 8. */
  readonly maxAttempts?: number;
  /** After how long a message that a dead replica had in hand goes to another: 5 seconds. */
  readonly ackWaitMs?: number;
  /** How many messages of one consumer are in work at once: 16. */
  readonly concurrency?: number;
  /** How many of them may hold a database connection, over all consumers: 8. */
  readonly transactionConcurrency?: number;
  /** How often the relay looks at the outbox without being told that there is something: 250 milliseconds. */
  readonly pollMs?: number;
  readonly newId?: () => string;
  readonly now?: () => Date;
}

/** Sends and receives the messages of one domain. */
export interface Messaging<Tx extends SqlTransaction = SqlTransaction> {
  /** Begins to relay and to consume in the background; needs neither NATS nor PostgreSQL to be there yet. */
  start(): Promise<void>;
  /** Finishes what is in hand, publishes what that sent, and closes, within about ten seconds. */
  stop(): Promise<void>;
  health(): MessagingHealth;
  /** @throws Error while NATS cannot be reached, and messages wait. */
  assertConnected(): void;
  lag(): Promise<MessagingLag>;
  /** What waits for each durable consumer of every domain's stream; undefined while NATS cannot be asked. */
  backlog(): Promise<ConsumerBacklog[] | undefined>;
  /** Runs effects and stores what they send in one transaction; may run `work` again after a write conflict. */
  transact<R>(work: (tx: Tx, send: Send) => Promise<R>, options?: TransactOptions): Promise<R>;
  /** Calls back for every message of that type that is published from now on, in every replica. */
  follow<Data>(contract: MessageContract<Data>, onReceived: (received: Received<Data>) => void): Following;
  /** Messages that wait for staff, oldest first; at most 100. */
  listParked(limit?: number): Promise<ParkedMessage[]>;
  /** Handles a parked message again. Gives false when there is none of that id. */
  replayParked(id: string): Promise<boolean>;
  /** Closes a parked message without handling it. Gives false when there is none of that id. */
  discardParked(id: string, reason: string): Promise<boolean>;
}

/**
 * Builds the messaging of one domain; nothing runs before `start`.
 * @throws TypeError when two handlers take one type, or a failpoint is misspelt.
 */
export function createMessaging<Tx extends SqlTransaction>(options: MessagingOptions<Tx>): Messaging<Tx> {
  const { domain, database, natsUrl, logger } = options;
  const failpoint = readFailpoint(options.failpoint);
  const link = new NatsLink({ url: natsUrl, name: domain, logger: logger.child({ component: 'nats' }) });
  const relay = relayOf(options, failpoint, link);
  const dependencies = dependenciesOf(options, failpoint, relay);
  const consumes = [...options.consumes, ...parkedCommands(dependencies, options.consumes)];
  const consumers = consumersOf({ ...options, consumes }, dependencies, link);
  const lifecycle = new Lifecycle({ link, relay, consumers });

  return {
    start: () => lifecycle.start(),
    stop: () => lifecycle.stop(),
    health: () => lifecycle.health(),
    assertConnected: () => {
      if (!link.current)
        throw new Error('NATS cannot be reached: messages wait in the outbox and the streams');
    },
    lag: () => readLag(database),
    backlog: () => readBacklog(link, logger),
    transact: (work, transactOptions) => transact(dependencies, work, transactOptions),
    follow: (contract, onReceived) =>
      lifecycle.follow(
        new Follower({ contract, link, logger: logger.child({ component: 'follower' }), onReceived }),
      ),
    listParked: (limit = 100) => listParked(database, Math.min(limit, 100)),
    replayParked: (id) => replayParked(dependencies, consumes, id),
    discardParked: (id, reason) => discardParked(database, id, reason),
  };
}

function relayOf(
  options: Pick<MessagingOptions<never>, 'domain' | 'databaseUrl' | 'logger' | 'pollMs'>,
  failpoint: Failpoint,
  link: NatsLink,
): Relay {
  const { domain, databaseUrl, pollMs = defaults.pollMs } = options;
  const logger = options.logger.child({ component: 'relay' });
  return new Relay({ domain, databaseUrl, link, failpoint, logger, pollMs });
}

function readFailpoint(failpoint: string | Failpoint | undefined): Failpoint {
  return typeof failpoint === 'function' ? failpoint : parseFailpoints(failpoint);
}

function dependenciesOf<Tx extends SqlTransaction>(
  options: MessagingOptions<Tx>,
  failpoint: Failpoint,
  relay: Relay,
): Dependencies<Tx> {
  const { domain, database, logger, publishes, transactionConcurrency } = options;
  return {
    domain,
    database,
    store: sqlMessageStore,
    timing: realTiming,
    logger,
    failpoint,
    newId: options.newId ?? (() => uuidv7()),
    now: options.now ?? (() => new Date()),
    wakeRelay: () => relay.wake(),
    publishedTypes: publishedTypesOf(domain, publishes),
    transactionSlots: new Semaphore(transactionConcurrency ?? defaults.transactionConcurrency),
  };
}

function publishedTypesOf(domain: Domain, publishes: readonly AnyContract[]): Set<string> {
  const builtIn = [messageParked(domain), parkedMessageResolved(domain)];
  return new Set([...publishes, ...builtIn].map(({ type }) => type));
}

/** One consumer for each pair of publishing domain and category that the handlers are about. */
function consumersOf<Tx extends SqlTransaction>(
  options: MessagingOptions<Tx>,
  dependencies: Dependencies<Tx>,
  link: NatsLink,
): DomainConsumer<Tx>[] {
  refuseSecondHandlers(options.consumes);
  const groups = Map.groupBy(
    options.consumes,
    ({ contract }) => `${contract.source}.${categoryOf(contract.type)}`,
  );
  return [...groups.values()].map((handlers) => consumerOf({ options, dependencies, link, handlers }));
}

function consumerOf<Tx extends SqlTransaction>({
  options,
  dependencies,
  link,
  handlers,
}: {
  options: MessagingOptions<Tx>;
  dependencies: Dependencies<Tx>;
  link: NatsLink;
  handlers: readonly MessageHandler<Tx>[];
}): DomainConsumer<Tx> {
  const { domain, ackWaitMs, concurrency, maxAttempts } = { ...defaults, ...options };
  const { source, type } = (handlers[0] as MessageHandler<Tx>).contract;
  const spec = { domain, source, category: categoryOf(type), ackWaitMs };
  const consumer = durableName(spec);
  const logger = options.logger.child({ component: 'consumer', consumer });
  const context = { dependencies, consumer, failures: new FailureCounts(), maxAttempts, logger };
  const handle = (deliveries: readonly Delivery<Tx>[]): Promise<void> =>
    handleDeliveries(context, deliveries);
  return new DomainConsumer({ spec, handlers, link, logger, concurrency, handle });
}

function refuseSecondHandlers(handlers: readonly MessageHandler<never>[]): void {
  const subjects = handlers.map(({ contract: { source, type } }) => `${source}.${type}`);
  const twice = handlers.find((_handler, index) => subjects.indexOf(subjects[index] ?? '') !== index);
  if (twice !== undefined)
    throw new TypeError(`${twice.contract.type} has two handlers; the inbox lets only one of them run`);
}
