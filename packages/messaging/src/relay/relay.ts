import type { Domain } from '@cartwright/events';
import type { Logger } from 'pino';
import { backoffMs } from '../waiting/backoff.ts';
import { errorMessage } from '../error-message.ts';
import type { Failpoint } from '../failpoint/failpoint.ts';
import type { NatsLink, NatsSession } from '../nats/nats-link.ts';
import { pause } from '../waiting/pause.ts';
import { WakeSignal } from '../waiting/wake-signal.ts';
import { onWakeFromOthers, wakeOtherRelay } from './other-relay.ts';
import { relayBatch, type RelayWork } from './relay-batch.ts';
import { acquireLock, openLockSession, type LockSession } from './relay-lock.ts';
import { repairStream } from './repair-stream.ts';
import { deleteExpired } from './retention.ts';
import { recordAckFloor } from './record-ack-floor.ts';
import { createSqlRelayStore } from './sql-relay-store.ts';

const retentionEveryMs = 10 * 60_000;
const recordFloorEveryMs = 2000;

/** What a relay is built from. */
export interface RelayOptions {
  readonly domain: Domain;
  readonly databaseUrl: string;
  readonly link: NatsLink;
  readonly logger: Logger;
  readonly failpoint: Failpoint;
  /** How often the outbox is polled when nothing wakes the relay. */
  readonly pollMs: number;
}

/** `active`: publishes; `standby`: another replica publishes; `down`: lacks NATS or PostgreSQL. */
export type RelayState = 'active' | 'standby' | 'down';

/** Publishes the outbox. Of all replicas of a domain one relay is active; the others wait for its lock. */
export class Relay {
  readonly #options: RelayOptions;
  readonly #signal = new WakeSignal();
  #state: RelayState = 'down';

  constructor(options: RelayOptions) {
    this.#options = options;
  }

  get state(): RelayState {
    return this.#state;
  }

  /** Wakes the active relay, in this replica or another one, because the outbox has something new. */
  wake(): void {
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
        this.#logInterruption(error, stopping);
      }
      this.#state = 'down';
      await pause(backoffMs(Math.max(attempt, 1), { firstMs: 100, maxMs: 5000 }), stopping);
    }
  }

  async #runWithLock(session: NatsSession, stopping: AbortSignal, onProgress: () => void): Promise<void> {
    const { databaseUrl, domain, logger, failpoint } = this.#options;
    const lock = await openLockSession(databaseUrl, `cartwright ${domain} relay`);
    try {
      this.#state = 'standby';
      const until = AbortSignal.any([stopping, session.ended, lock.lost]);
      if (!(await acquireLock(lock.client, until))) return;
      const store = createSqlRelayStore(lock.client);
      const work = { domain, store, session, logger, failpoint };
      await repairStream(work);
      this.#state = 'active';
      logger.info('the relay is active');
      using resources = new DisposableStack();
      resources.use(onWakeFromOthers(session, domain, () => this.#signal.wake()));
      await this.#publishUntil(until, lock, work, onProgress);
    } finally {
      await lock.end();
    }
  }

  async #publishUntil(
    until: AbortSignal,
    { client, lost }: LockSession,
    work: RelayWork & { readonly session: NatsSession },
    onProgress: () => void,
  ): Promise<void> {
    let nextRetention = 0;
    let nextRecording = 0;
    while (!until.aborted) {
      if (performance.now() >= nextRecording) {
        await this.#recordAckFloor(work);
        nextRecording = performance.now() + recordFloorEveryMs;
      }
      const found = await relayBatch(work);
      onProgress();
      if (found > 0) continue;
      if (Date.now() >= nextRetention) {
        await deleteExpired(client);
        nextRetention = Date.now() + retentionEveryMs;
      }
      await this.#signal.sleep(this.#options.pollMs, until);
    }
    if (!work.session.ended.aborted && !lost.aborted) await relayBatch(work);
  }

  /** A failure is harmless: after a loss more is republished than necessary. */
  async #recordAckFloor(work: RelayWork): Promise<void> {
    await recordAckFloor(work).catch((error: unknown) => {
      this.#options.logger.debug(
        { reason: errorMessage(error) },
        'the ack floor of the stream could not be recorded',
      );
    });
  }

  #logInterruption(error: unknown, stopping: AbortSignal): void {
    if (stopping.aborted) return;
    this.#options.logger.warn({ reason: errorMessage(error) }, 'the relay is interrupted');
  }
}
