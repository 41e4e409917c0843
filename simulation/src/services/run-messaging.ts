import { categoryOf, streamOf, type Domain } from '@cartwright/events';
import type {
  AnyContract,
  MessageHandler,
  Send,
  SqlTransaction,
  TransactOptions,
} from '@cartwright/messaging';
import {
  durableName,
  ensureDurable,
  FailureCounts,
  handleDeliveries,
  KeyedQueue,
  readDelivery,
  Publisher,
  repairStream,
  recordAckFloor,
  type AckFloorContext,
  Semaphore,
  transact,
  type Delivery,
  type Dependencies,
} from '@cartwright/messaging/core';
import type { JsMsg } from '@nats-io/jetstream';
import { Client } from '../network/client.ts';
import { Killed, type Process } from '../world/process.ts';
import { createMemoryMessageStore } from './messages/memory-message-store.ts';
import type { MemoryMessages } from './messages/memory-messages.ts';
import { createMemoryRelayStore } from './messages/memory-relay-store.ts';
import { pollWhile } from './poll-while.ts';
import type { Site } from './site.ts';
import type { RelayLock } from './relay-lock.ts';
import { Wake } from './wake.ts';

const ackWaitMs = 10_000;
const maxAttempts = 8;
const fetchSize = 256;
const lowWater = 128;
const concurrency = 16;
const recordFloorEveryMs = 2000;
const pollEveryMs = 2000;
const markAfterMs = 250;
/** How long a relay sleeps when all that it has published is acknowledged; for anything new it is woken. */
const idleMs = 20_000;

/** What the messaging of one process is made from. */
export interface MessagingParts<Tx extends SqlTransaction> {
  readonly site: Site;
  readonly domain: Domain;
  readonly process: Process;
  readonly messages: MemoryMessages;
  readonly lock: RelayLock;
  readonly publishes: readonly AnyContract[];
  /** Takes `transact`, since handlers may write. */
  readonly consumes: (transact: Transact<Tx>) => readonly MessageHandler<Tx>[];
}

/** `Messaging.transact` of one process. */
export type Transact<Tx extends SqlTransaction> = <R>(
  work: (tx: Tx, send: Send) => Promise<R>,
  options?: TransactOptions,
) => Promise<R>;

/** Runs messaging in a process, until it dies: the loops are the simulation's, what they decide is production's. */
export function runMessaging<Tx extends SqlTransaction>(parts: MessagingParts<Tx>): Transact<Tx> {
  const { site, process } = parts;
  const client = new Client(site.server, process);
  const wake = new Wake(process);
  const handing: Handing = { publisher: undefined };
  const dependencies = dependenciesOf(parts, wake, handing);
  const write: Transact<Tx> = (work, options) => transact(dependencies, work, options);
  void relay(parts, { client, wake, dependencies, handing });
  // Accounts is not simulated, so nothing comes from it.
  const handlers = parts
    .consumes(write)
    .filter(({ contract }) => contract.source !== 'accounts')
    .map((handler) => site.monitor.watchHandler(parts.messages, handler));
  const groups = Map.groupBy(handlers, ({ contract }) => `${contract.source}.${categoryOf(contract.type)}`);
  for (const group of groups.values()) void consume({ parts, client, dependencies, handlers: group });
  return write;
}

function dependenciesOf<Tx extends SqlTransaction>(
  { site, domain, process, messages, lock, publishes }: MessagingParts<Tx>,
  wake: Wake,
  handing: Handing,
): Dependencies<Tx> {
  const { world } = site;
  return {
    domain,
    database: messages.database.connect<Tx>(process),
    store: createMemoryMessageStore(messages, site.monitor),
    timing: { wait: process.wait, random: world.random.next },
    logger: site.logger,
    failpoint: (point, type) => {
      const isOneOfMany = point === 'after-publish';
      if (!world.random.chance(isOneOfMany ? site.faults.death / 20 : site.faults.death)) return;
      world.history.noteForAll(`${process.name} dies at ${point} of ${type}`);
      process.kill();
      throw new Killed(point);
    },
    newId: world.newId,
    now: world.now,
    wakeRelay: (entries) => {
      // A message's id is the ticket for what it says.
      handing.publisher?.hand(entries.map((entry) => ({ ...entry, envelope: entry.id })));
      wake.wake();
      if (!lock.isHeldBy(process)) world.schedule(site.server.latency(), () => lock.wakeHolder());
    },
    tell: (messages) => site.server.tell(messages),
    publishedTypes: new Set([...publishes.map(({ type }) => type), 'messaging.message-parked.v1']),
    transactionSlots: new Semaphore(8),
  };
}

/** The publisher of a process whose relay holds the lock. */
interface Handing {
  publisher: Publisher | undefined;
}

interface Loop<Tx extends SqlTransaction> {
  readonly client: Client;
  readonly wake: Wake;
  readonly dependencies: Dependencies<Tx>;
  readonly handing: Handing;
}

async function relay<Tx extends SqlTransaction>(
  { site, domain, process, messages, lock }: MessagingParts<Tx>,
  { client, wake, dependencies, handing }: Loop<Tx>,
): Promise<void> {
  const store = createMemoryRelayStore(messages, process);
  const stream = streamOf(domain);
  const { logger, failpoint } = dependencies;
  let nextRecordingMs = 0;
  let recordedAt = '';
  const isNeeded = (): boolean => messages.unpublishedCount > 0;
  // It also looks for messages when nobody wakes it; where there are none, looking is spared.
  const look = (): void => {
    handing.publisher?.read();
    wake.wake();
  };
  const poll = pollWhile({ process, everyMs: pollEveryMs, isNeeded, look });
  process.onDeath(messages.watchUnpublished(poll));
  poll();
  for (;;) {
    const session = await client.session();
    void session.ended.then(wake.wake);
    await lock.acquire(process);
    lock.wakeHolder = look;
    const work = { domain, store, session: session.nats, logger, failpoint };
    try {
      await repairStream(work);
      const publisher = new Publisher(work, () => site.world.elapsedMs);
      handing.publisher = publisher;
      while (session.isOpen && lock.isHeldBy(process)) {
        const position = site.server.positionOf(stream);
        if (position !== recordedAt && site.world.elapsedMs >= nextRecordingMs) {
          await publisher.mark();
          recordedAt = await recordSeen(work).then(
            () => position,
            () => '',
          );
          nextRecordingMs = site.world.elapsedMs + recordFloorEveryMs;
          publisher.read();
        }
        if (messages.unpublishedCount > 0 && (await publisher.publish()) > 0) continue;
        if (publisher.markBefore(0) < Infinity) {
          await wake.sleep(markAfterMs);
          if (site.world.elapsedMs >= publisher.markBefore(markAfterMs)) await publisher.mark();
          continue;
        }
        const isDrained = site.server.streams.get(stream)?.isDrained ?? true;
        const isIdle = isDrained && recordedAt === site.server.positionOf(stream);
        await wake.sleep(isIdle ? idleMs : recordFloorEveryMs);
      }
    } catch {
      // Said nothing, as the relay would log it: it goes on below.
    }
    handing.publisher = undefined;
    lock.release(process);
    await process.wait(site.world.random.integer(50, 500));
  }
}

async function recordSeen(work: AckFloorContext): Promise<void> {
  const stream = streamOf(work.domain);
  const info = await work.session.manager.streams.info(stream);
  const known = await work.store.knownStream(stream);
  if (known !== undefined) await recordAckFloor(work, { info, known });
}

interface Consuming<Tx extends SqlTransaction> {
  readonly parts: MessagingParts<Tx>;
  readonly client: Client;
  readonly dependencies: Dependencies<Tx>;
  readonly handlers: readonly MessageHandler<Tx>[];
}

async function consume<Tx extends SqlTransaction>(consuming: Consuming<Tx>): Promise<void> {
  const { parts, client, dependencies, handlers } = consuming;
  const { site, domain, process } = parts;
  const { source, type } = (handlers[0] as MessageHandler<Tx>).contract;
  const spec = { domain, source, category: categoryOf(type), ackWaitMs };
  const context = {
    dependencies,
    consumer: durableName(spec),
    failures: new FailureCounts(),
    maxAttempts,
    logger: site.logger,
  };
  const run = (deliveries: readonly Delivery<Tx>[]) => handleDeliveries(context, deliveries);
  const queue = new KeyedQueue<Delivery<Tx>>({ concurrency, run, soon: queueMicrotask });
  const byType = new Map(handlers.map((handler) => [handler.contract.type, handler]));
  const wanted = { max: fetchSize, types: new Set(byType.keys()) };
  for (;;) {
    const session = await client.session();
    try {
      await ensureDurable(session.nats.manager, spec);
      while (session.isOpen) {
        await queue.until(() => queue.waiting < lowWater);
        const pulled = await session.pull(streamOf(source), durableName(spec), wanted);
        for (const message of pulled) enqueue(message, { parts, queue, handlers: byType });
      }
    } catch {
      // The stream or the connection is lost: start over.
    }
    await process.wait(site.world.random.integer(50, 1000));
  }
}

interface Queueing<Tx extends SqlTransaction> {
  readonly parts: MessagingParts<Tx>;
  readonly queue: KeyedQueue<Delivery<Tx>>;
  readonly handlers: ReadonlyMap<string, MessageHandler<Tx>>;
}

function enqueue<Tx extends SqlTransaction>(message: JsMsg, { parts, queue, handlers }: Queueing<Tx>): void {
  const delivery = readDelivery(message, handlers);
  if (delivery === undefined) throw new Error(`No handler for ${message.subject}`);
  parts.site.monitor.watchDelivery(parts.messages, delivery);
  queue.push(delivery);
}
