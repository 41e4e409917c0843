import type { Domain, MessageContract } from '@cartwright/events';
import type { Logger } from 'pino';
import { v7 as uuidv7 } from 'uuid';
import { readBacklog, type ConsumerBacklog } from './health/backlog.ts';
import { createConsumers } from './consumer/create-consumers.ts';
import type { AnyContract, MessageHandler, Received } from './consumer/handlers.ts';
import type { Dependencies } from './dependencies.ts';
import { parseFailpoints, type Failpoint } from './failpoint/failpoint.ts';
import { Follower, type Following } from './following/follow.ts';
import { flowFaults } from './health/flow-faults.ts';
import { readLag, type MessagingHealth, type MessagingLag } from './health/health.ts';
import {
  askReports,
  Reporter,
  reportOf,
  type MessagingReport,
  type MessagingReports,
} from './health/report.ts';
import { Lifecycle } from './lifecycle.ts';
import { NatsLink } from './nats/nats-link.ts';
import { transact, type Send, type TransactOptions } from './outbox/transact.ts';
import { messageParked } from './parked/message-parked.ts';
import { parkedCommands } from './parked/parked-commands.ts';
import { parkedMessageResolved } from './parked/parked-contracts.ts';
import { discardParked, listParked, replayParked, type ParkedMessage } from './parked/parked-messages.ts';
import { Relay, type RelayOptions } from './relay/relay.ts';
import { opening, type MessageSeals } from './sealing/message-seals.ts';
import { Hearer } from './telling/hear.ts';
import { tell } from './telling/tell.ts';
import { Semaphore } from './waiting/semaphore.ts';
import { sqlMessageStore } from './store/sql-message-store.ts';
import type { SqlDatabase, SqlTransaction } from './store/sql.ts';
import { realTiming } from './waiting/timing.ts';

const defaults = { maxAttempts: 8, ackWaitMs: 5_000, pollMs: 5_000 };
/** How many messages may hold a database connection at once, over all consumers. */
const transactionConcurrency = 8;
const maxListed = 100;

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
  /** Needed by who sends or handles messages with secrets. */
  readonly seals?: MessageSeals | undefined;
  /** The text of `FAILPOINTS`. */
  readonly failpoint?: string | undefined;
  /** How often a handler may fail before its message is parked; by default 8. */
  readonly maxAttempts?: number;
  /** After how long a message that a dead replica was handling is redelivered to another; by default 5 seconds. */
  readonly ackWaitMs?: number;
  /** How often the relay looks at its stream, and at the outbox when nothing wakes it; by default 5 seconds. */
  readonly pollMs?: number;
  readonly now?: () => Date;
}

/** Sends and receives the messages of one domain. */
export interface Messaging<Tx extends SqlTransaction = SqlTransaction> {
  /** Starts relay and consumers in the background; neither NATS nor PostgreSQL has to be up yet. */
  start(): Promise<void>;
  /** Finishes what is being handled, publishes what that sent, and closes, within about ten seconds. */
  stop(): Promise<void>;
  health(): MessagingHealth;
  /** @throws Error that says why, while messages do not flow: they wait in the outbox and the streams. */
  assertFlowing(): Promise<void>;
  lag(): Promise<MessagingLag>;
  /** How messages flow here. */
  report(): Promise<MessagingReport>;
  /** How messages flow in every domain that answers; none does while NATS cannot be reached. */
  reports(): Promise<MessagingReports>;
  /** The backlog of each durable consumer of every domain's stream; undefined while NATS cannot be reached. */
  backlog(): Promise<ConsumerBacklog[] | undefined>;
  /** Runs effects and stores what they send in one transaction; may run `work` again after a write conflict. */
  transact<R>(work: (tx: Tx, send: Send) => Promise<R>, options?: TransactOptions): Promise<R>;
  /** Calls back for every message of that type that is published from now on, in every replica. */
  follow<Data>(contract: MessageContract<Data>, onReceived: (received: Received<Data>) => void): Following;
  /** Calls back for every message of that type that is told (`isAtMostOnce`) while this process is connected, in every replica. */
  hear<Data>(contract: MessageContract<Data>, onHeard: (data: Data) => void): Following;
  /** Parked messages (dead letters), oldest first; at most 100. */
  listParked(): Promise<ParkedMessage[]>;
  /** Handles a parked message again. Gives false when none has that id. */
  replayParked(id: string): Promise<boolean>;
  /** Closes a parked message without handling it. Gives false when none has that id. */
  discardParked(id: string, reason: string): Promise<boolean>;
}

/**
 * Builds the messaging of one domain; nothing runs before `start`.
 * @throws TypeError when one type has two handlers, a failpoint is misspelt, or there is no seal for the secrets of a message.
 */
export function createMessaging<Tx extends SqlTransaction>(options: MessagingOptions<Tx>): Messaging<Tx> {
  const { domain, database, natsUrl, logger } = options;
  const failpoint = parseFailpoints(options.failpoint);
  const link = new NatsLink({ url: natsUrl, name: domain, logger: logger.child({ component: 'nats' }) });
  const ownDurables = (): string[] => consumers.map(({ name }) => name);
  const relay = relayOf(options, { failpoint, link, ownDurables });
  const dependencies = dependenciesOf(options, { failpoint, relay, link });
  const handlers = options.consumes.map((handler) => opening(handler, options.seals ?? {}));
  const consumes = [...handlers, ...parkedCommands(dependencies, handlers)];
  const { ackWaitMs, maxAttempts } = { ...defaults, ...options };
  const consumers = createConsumers({ dependencies, link, logger, ackWaitMs, maxAttempts }, consumes);
  const faults = (): Promise<string[]> =>
    flowFaults({ link, database: database.statements, ofLoops: () => lifecycle.faults() });
  const report = async (): Promise<MessagingReport> => {
    const [lag, found] = await Promise.all([readLag(database.statements), faults()]);
    return reportOf(lag, found);
  };
  const reporter = new Reporter({
    domain,
    link,
    logger: logger.child({ component: 'reporter' }),
    read: report,
  });
  const lifecycle = new Lifecycle({ link, relay, reporter, consumers });

  return {
    start: () => lifecycle.start(),
    stop: () => lifecycle.stop(),
    health: () => lifecycle.health(),
    assertFlowing: async () => {
      const found = await faults();
      if (found.length > 0) throw new Error(`messages wait: ${found.join('; ')}`);
    },
    report,
    reports: () => askReports(link),
    lag: () => readLag(database.statements),
    backlog: () => readBacklog(link, logger),
    transact: (work, transactOptions) => transact(dependencies, work, transactOptions),
    follow: (contract, onReceived) =>
      lifecycle.follow(
        new Follower({ contract, link, logger: logger.child({ component: 'follower' }), onReceived }),
      ),
    hear: (contract, onHeard) =>
      lifecycle.follow(
        new Hearer({ contract, link, logger: logger.child({ component: 'hearer' }), onHeard }),
      ),
    listParked: () => listParked(database.statements, maxListed),
    replayParked: (id) => replayParked(dependencies, consumes, id),
    discardParked: (id, reason) => discardParked(database.statements, id, reason),
  };
}

function relayOf(
  options: Pick<MessagingOptions<never>, 'domain' | 'databaseUrl' | 'logger' | 'pollMs'>,
  parts: Pick<RelayOptions, 'failpoint' | 'link' | 'ownDurables'>,
): Relay {
  const { domain, databaseUrl, pollMs = defaults.pollMs } = options;
  const logger = options.logger.child({ component: 'relay' });
  return new Relay({ domain, databaseUrl, logger, pollMs, ...parts });
}

function dependenciesOf<Tx extends SqlTransaction>(
  options: MessagingOptions<Tx>,
  {
    failpoint,
    relay,
    link,
  }: { readonly failpoint: Failpoint; readonly relay: Relay; readonly link: NatsLink },
): Dependencies<Tx> {
  const { domain, database, logger, publishes, seals } = options;
  assertSealed(publishes, seals);
  return {
    domain,
    database,
    store: sqlMessageStore,
    timing: realTiming,
    logger,
    failpoint,
    newId: () => uuidv7(),
    now: options.now ?? (() => new Date()),
    wakeRelay: (entries) => relay.wake(entries),
    tell: (messages) => tell({ session: link.current, domain, logger }, messages),
    publishedTypes: publishedTypesOf(domain, publishes),
    seal: seals?.own,
    transactionSlots: new Semaphore(transactionConcurrency),
  };
}

function assertSealed(publishes: readonly AnyContract[], seals: MessageSeals | undefined): void {
  const open = publishes.find(({ secrets = [] }) => secrets.length > 0);
  if (open !== undefined && seals?.own === undefined)
    throw new TypeError(`${open.type} has secrets, and nothing to seal them with`);
}

function publishedTypesOf(domain: Domain, publishes: readonly AnyContract[]): Set<string> {
  const builtIn = [messageParked(domain), parkedMessageResolved(domain)];
  return new Set([...publishes, ...builtIn].map(({ type }) => type));
}
