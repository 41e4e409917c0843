import { jetstream, jetstreamManager, type JetStreamClient, type JetStreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import type { Logger } from 'pino';
import { backoffMs } from '@cartwright/errors';
import { errorMessage } from '../error-message.ts';
import { Condition } from '../health/condition.ts';
import { pause } from '../waiting/pause.ts';
import { connectionOptions } from './connection-options.ts';

/** One connection to NATS, from its beginning to its end. */
export interface NatsSession {
  readonly connection: NatsConnection;
  readonly jetStream: JetStreamClient;
  readonly manager: JetStreamManager;
  /** Aborted when the connection is gone. */
  readonly ended: AbortSignal;
}

/** Whether something can be published now that may be lost. */
export function canPublish({ connection }: NatsSession): boolean {
  return !connection.isClosed() && !connection.isDraining();
}

/**
 * Keeps a connection to NATS, one session after another. The client's own reconnection is off on purpose: it would send
 * what it had buffered before the stream is repaired, and so hide that the stream had lost its tail.
 */
export class NatsLink {
  readonly #url: string;
  readonly #name: string;
  readonly #logger: Logger;
  readonly #condition: Condition;
  readonly #waiting = new Set<(session: NatsSession) => void>();
  #session: NatsSession | undefined;

  constructor({ url, name, logger }: { url: string; name: string; logger: Logger }) {
    this.#url = url;
    this.#name = name;
    this.#logger = logger;
    this.#condition = new Condition('the connection to NATS', logger);
  }

  /** The present session, if there is one. */
  get current(): NatsSession | undefined {
    return this.#session;
  }

  /** Connects, and reconnects after every loss, until the signal is aborted; never rejects. */
  async run(stopping: AbortSignal): Promise<void> {
    for (let attempt = 1; !stopping.aborted; attempt += 1) {
      try {
        await this.#runSession(stopping, () => (attempt = 0));
      } catch (error) {
        this.#noteLoss(error, stopping);
      }
      await pause(backoffMs(Math.max(attempt, 1), { firstMs: 100, maxMs: 2000 }), stopping);
    }
  }

  /** Resolves with the present session, or the next one; with undefined when the signal is aborted first. */
  session(stopping: AbortSignal): Promise<NatsSession | undefined> {
    if (stopping.aborted || this.#session)
      return Promise.resolve(stopping.aborted ? undefined : this.#session);
    return new Promise((resolve) => {
      const arrive = (session: NatsSession | undefined): void => {
        stopping.removeEventListener('abort', giveUp);
        this.#waiting.delete(arrive);
        resolve(session);
      };
      const giveUp = (): void => arrive(undefined);
      stopping.addEventListener('abort', giveUp);
      this.#waiting.add(arrive);
    });
  }

  /** Flushes the present session and closes it. */
  async close(): Promise<void> {
    const connection = this.#session?.connection;
    if (!connection || connection.isClosed()) return;
    const limit = new AbortController();
    await Promise.race([connection.drain().catch(() => undefined), pause(2000, limit.signal)]);
    limit.abort();
    await connection.close().catch(() => undefined);
  }

  async #runSession(stopping: AbortSignal, onConnected: () => void): Promise<void> {
    const connection = await connect({ ...connectionOptions(this.#url), name: this.#name });
    if (stopping.aborted) return connection.close();
    onConnected();
    this.#condition.works();
    const ended = new AbortController();
    const manager = await jetstreamManager(connection, { checkAPI: false });
    const session = { connection, manager, jetStream: jetstream(connection), ended: ended.signal };
    this.#logger.info({ server: connection.getServer() }, 'connected to NATS');
    void this.#logErrors(connection);
    this.#announce(session);
    const error = await connection.closed();
    this.#session = undefined;
    ended.abort();
    this.#noteLoss(error ?? 'closed', stopping);
  }

  #announce(session: NatsSession): void {
    this.#session = session;
    for (const arrive of [...this.#waiting]) arrive(session);
  }

  #noteLoss(error: unknown, stopping: AbortSignal): void {
    if (!stopping.aborted) this.#condition.fails(errorMessage(error));
  }

  async #logErrors(connection: NatsConnection): Promise<void> {
    for await (const status of connection.status()) {
      if (status.type === 'error')
        this.#logger.warn({ reason: status.error.message }, 'NATS reported an error');
    }
  }
}
