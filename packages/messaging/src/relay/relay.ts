import type { Domain } from '@cartwright/events';
import type { Logger } from 'pino';
import { setImmediate as turn } from 'node:timers/promises';
import { backoffMs } from '@cartwright/errors';
import { errorMessage } from '../error-message.ts';
import type { Failpoint } from '../failpoint/failpoint.ts';
import { Condition } from '../health/condition.ts';
import type { NatsLink, NatsSession } from '../nats/nats-link.ts';
import { pause } from '../waiting/pause.ts';
import { WakeSignal } from '../waiting/wake-signal.ts';
import { StreamLooks } from './stream-looks.ts';
import { onWakeFromOthers, wakeOtherRelay } from './other-relay.ts';
import type { OutboxEntry } from './relay-store.ts';
import { Publisher } from './publisher.ts';
import type { RelayWork } from './relay-work.ts';
import { acquireLock, openLockSession, type LockSession } from './relay-lock.ts';
import { repairStream } from './repair-stream.ts';
import { recordFault } from './record-fault.ts';
import { deleteExpired } from './retention.ts';
import { createSqlRelayStore } from './sql-relay-store.ts';
import { isStoreBroken } from './store-failure.ts';

const retentionEveryMs = 10 * 60_000;
/** How long what JetStream has taken may wait to be marked, so that the waves of many messages are marked together. */
const markAfterMs = 250;
/** How often in a row the stream can not be written or read before it is replaced: the first failures may pass. */
const failuresBeforeReplacing = 3;

/** What a relay is built from. */
export interface RelayOptions {
  readonly domain: Domain;
  readonly databaseUrl: string;
  readonly link: NatsLink;
  readonly logger: Logger;
  readonly failpoint: Failpoint;
  /** How often the stream is looked at, and the outbox read when nothing wakes the relay. */
  readonly pollMs: number;
  /** As in `RelayWork`. */
  readonly ownDurables: () => readonly string[];
}

/** `active`: publishes; `standby`: another replica publishes; `down`: lacks NATS or PostgreSQL. */
export type RelayState = 'active' | 'standby' | 'down';

/** What a relay works with while it holds the lock. */
interface Shift {
  readonly until: AbortSignal;
  readonly lock: LockSession;
  readonly work: RelayWork & { readonly session: NatsSession };
  readonly publisher: Publisher;
  readonly onProgress: () => void;
}

/** Publishes the outbox. Of all replicas of a domain one relay is active; the others wait for its lock. */
export class Relay {
  readonly #options: RelayOptions;
  readonly #signal = new WakeSignal();
  readonly #publishing: Condition;
  readonly #stream: Condition;
  #state: RelayState = 'down';
  #publisher: Publisher | undefined;
  #storeFailures = 0;

  constructor(options: RelayOptions) {
    this.#options = options;
    this.#publishing = new Condition('publishing', options.logger);
    this.#stream = new Condition('looking after the stream', options.logger);
  }

  get state(): RelayState {
    return this.#state;
  }

  /** Why this relay can not do its work; undefined while it can, and while another replica's is to do it. */
  get fault(): string | undefined {
    return (this.#publishing.fault ?? this.#stream.fault)?.reason;
  }

  /** Gives the active relay, in this replica or another one, what was written to the outbox and committed. */
  wake(entries: readonly OutboxEntry[]): void {
    this.#publisher?.hand(entries);
    this.#signal.wake();
    if (this.#state !== 'active') wakeOtherRelay(this.#options.link.current, this.#options.domain);
  }

  /** Relays until the signal is aborted; never rejects. */
  async run(stopping: AbortSignal): Promise<void> {
    for (let attempt = 1; !stopping.aborted; attempt += 1) {
      const session = await this.#options.link.session(stopping);
      if (!session) return;
      try {
        await this.#runWithLock(session, stopping, () => (attempt = 0));
      } catch (error) {
        this.#noteFailure(error, stopping);
      }
      this.#state = 'down';
      await pause(backoffMs(Math.max(attempt, 1), { firstMs: 100, maxMs: 5000 }), stopping);
    }
  }

  async #runWithLock(session: NatsSession, stopping: AbortSignal, onProgress: () => void): Promise<void> {
    const { databaseUrl, domain, logger, failpoint, ownDurables } = this.#options;
    const lock = await openLockSession(databaseUrl, `cartwright ${domain} relay`);
    try {
      this.#state = 'standby';
      const until = AbortSignal.any([stopping, session.ended, lock.lost]);
      if (!(await acquireLock(lock.client, until))) return;
      const store = createSqlRelayStore(lock.client);
      const work = { domain, store, session, logger, failpoint, ownDurables };
      const publisher = new Publisher(work, () => performance.now());
      await this.#publishUntil({ until, lock, work, publisher, onProgress });
    } catch (error) {
      this.#noteFailure(error, stopping);
      await recordFault(lock.client, domain, this.fault).catch(() => undefined); // the database may be the fault
    } finally {
      await lock.end();
    }
  }

  async #publishUntil(shift: Shift): Promise<void> {
    const { until, work, lock, publisher } = shift;
    const { domain, logger } = this.#options;
    await repairStream({ ...work, replaces: this.#replacesStream() });
    if (this.#state !== 'active') logger.info('the relay is active');
    using resources = new DisposableStack();
    resources.defer(() => (this.#publisher = undefined));
    this.#publisher = publisher;
    this.#state = 'active';
    resources.use(onWakeFromOthers(work.session, domain, () => this.#readSoon(publisher)));
    await this.#publishInTurns(shift);
    if (!until.aborted || work.session.ended.aborted || lock.lost.aborted) return;
    publisher.read();
    await publisher.publish();
    await publisher.mark();
  }

  #readSoon(publisher: Publisher): void {
    publisher.read();
    this.#signal.wake();
  }

  async #publishInTurns({ until, lock: { client }, work, publisher, onProgress }: Shift): Promise<void> {
    const looks = new StreamLooks(work);
    let nextRetention = 0;
    let nextLook = 0;
    let recorded: string | undefined = 'unknown';
    while (!until.aborted) {
      if (performance.now() >= nextLook) {
        await publisher.mark();
        await this.#look(looks);
        publisher.read();
        nextLook = performance.now() + this.#options.pollMs;
      }
      const found = await publisher.publish();
      this.#noteSuccess(found);
      if (this.fault !== recorded) await recordFault(client, work.domain, (recorded = this.fault));
      onProgress();
      if (found > 0) continue;
      if (Date.now() >= nextRetention) {
        await deleteExpired(client);
        nextRetention = Date.now() + retentionEveryMs;
      }
      await this.#sleep(publisher, nextLook, until);
    }
  }

  /** Until there is something to publish or to look at; what was published meanwhile is marked before it wakes for long. */
  async #sleep(publisher: Publisher, nextLook: number, until: AbortSignal): Promise<void> {
    const untilLookMs = Math.max(nextLook - performance.now(), 0);
    const untilMarkMs = Math.max(publisher.markBefore(markAfterMs) - performance.now(), 0);
    await this.#signal.sleep(Math.min(untilLookMs, untilMarkMs), until);
    await turn(); // what is committed together is published together, and in its order
    if (performance.now() >= publisher.markBefore(markAfterMs)) await publisher.mark();
  }

  /** While only looking fails, messages may flow all the same; a stream that is of no use ends the shift. */
  async #look(looks: StreamLooks): Promise<void> {
    try {
      await looks.look();
      this.#stream.works();
    } catch (error) {
      if (isStoreBroken(error)) throw error;
      this.#stream.fails(errorMessage(error));
    }
  }

  #replacesStream(): boolean {
    if (this.#storeFailures < failuresBeforeReplacing) return false;
    this.#storeFailures = 0;
    return true;
  }

  #noteSuccess(found: number): void {
    this.#publishing.works();
    if (found > 0) this.#storeFailures = 0;
  }

  #noteFailure(error: unknown, stopping: AbortSignal): void {
    if (stopping.aborted) return;
    if (isStoreBroken(error)) this.#storeFailures += 1;
    this.#publishing.fails(errorMessage(error));
  }
}
