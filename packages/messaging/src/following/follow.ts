import { envelopeSchema, streamOf, type MessageContract } from '@cartwright/events';
import {
  DeliverPolicy,
  type ConsumeOptions,
  type Consumer,
  type ConsumerMessages,
  type JsMsg,
  type OrderedConsumerOptions,
} from '@nats-io/jetstream';
import type { Logger } from 'pino';
import { backoffMs } from '@cartwright/errors';
import { receive } from '../consumer/delivery.ts';
import { onMessage, type MessageHandler, type Received } from '../consumer/handlers.ts';
import { errorMessage } from '../error-message.ts';
import { Condition } from '../health/condition.ts';
import type { NatsLink, NatsSession } from '../nats/nats-link.ts';
import { pause } from '../waiting/pause.ts';
import { isStreamNotFound } from '../relay/ensure-stream.ts';

/** How far back a follower reads after an interruption, so that nothing is missed between two sessions. */
const overlapMs = 5000;
const rememberedIds = 2000;
/** NATS is asked for messages anew after so many heartbeats. */
const heartbeatsPerPull = 10;

/** A running follower. */
export interface Following {
  /** Resolves when messages that are published from now on will be seen. */
  readonly ready: Promise<unknown>;
  stop(): void;
}

/** What a follower is built from. */
export interface FollowerOptions<Data> {
  readonly contract: MessageContract<Data>;
  readonly link: NatsLink;
  readonly logger: Logger;
  readonly onReceived: (received: Received<Data>) => void;
  /** Is told of each message with its position in the stream. */
  readonly onFollowed?: (message: FollowedMessage<Data>) => void;
  /** Is told the position from which on messages are seen, once. */
  readonly onBegin?: (position: number) => void;
  /** Is told when messages may go unseen for a while. */
  readonly onLost?: () => void;
  /** How often NATS is to say that it is still there; every 15 s by default. */
  readonly heartbeatMs?: number;
}

/** A message that was followed. */
export interface FollowedMessage<Data = unknown> {
  readonly received: Received<Data>;
  /** In the stream of its source: it rises. */
  readonly position: number;
}

/**
 * Sees every message of one type that is published from now on, in every replica. After an interruption it resumes shortly
 * before where it was and skips what it has seen; after a repair of the stream an older message can be delivered again,
 * so its listeners must tolerate that (a rising version does).
 */
export class Follower<Data> {
  readonly #options: FollowerOptions<Data>;
  readonly #ready: PromiseWithResolvers<unknown> = Promise.withResolvers();
  readonly #seen = new Set<string>();
  readonly #handler: MessageHandler;
  readonly #condition: Condition;
  /** When it began to follow; undefined before that. */
  #since: number | undefined;
  /** When the latest message that it saw was published. */
  #seenUpTo = 0;
  #isCurrent = false;

  /** @throws TypeError for a message that is told at most once, and so in no stream: it is heard */
  constructor(options: FollowerOptions<Data>) {
    const { type, isAtMostOnce } = options.contract;
    if (isAtMostOnce === true) throw new TypeError(`${type} is not published, but told`);
    this.#options = options;
    this.#handler = onMessage(options.contract, () => Promise.resolve([]));
    this.#condition = new Condition('following', options.logger);
  }

  get ready(): Promise<unknown> {
    return this.#ready.promise;
  }

  /** Whether every message that was published has been seen, but for those that are under way. */
  get isCurrent(): boolean {
    return this.#isCurrent;
  }

  /** Follows until the signal is aborted; never rejects. */
  async run(stopping: AbortSignal): Promise<void> {
    const { link } = this.#options;
    for (let attempt = 1; !stopping.aborted; attempt += 1) {
      const session = await link.session(stopping);
      if (!session) return;
      try {
        await this.#followSession(session, AbortSignal.any([stopping, session.ended]), () => (attempt = 0));
      } catch (error) {
        this.#noteInterruption(error);
      }
      this.#lose();
      await pause(backoffMs(Math.max(attempt, 1), { firstMs: 50, maxMs: 1000 }), stopping);
    }
  }

  async #followSession(session: NatsSession, until: AbortSignal, onProgress: () => void): Promise<void> {
    const consumer = await this.#orderedConsumer(session);
    const { created, delivered, num_pending: pending } = await consumer.info(true);
    if (this.#since === undefined) this.#options.onBegin?.(delivered.stream_seq);
    this.#since ??= Date.parse(created); // by the clock of NATS, as the times of messages are
    this.#ready.resolve(undefined);
    onProgress();
    this.#condition.works();
    const messages = await consumer.consume(this.#consumeOptions());
    if (pending === 0) this.#isCurrent = true;
    void this.#watch(messages);
    const close = (): void => void messages.close();
    until.addEventListener('abort', close);
    if (until.aborted) close();
    for await (const message of messages) this.#receive(message);
    until.removeEventListener('abort', close);
  }

  #orderedConsumer({ jetStream }: NatsSession): Promise<Consumer> {
    const { source, type } = this.#options.contract;
    return jetStream.consumers.get(streamOf(source), {
      filter_subjects: `from.${source}.${type}.>`,
      ...this.#startingPoint(),
    });
  }

  #startingPoint(): Partial<OrderedConsumerOptions> {
    if (this.#since === undefined) return { deliver_policy: DeliverPolicy.New };
    const from = Math.max(this.#since, this.#seenUpTo - overlapMs);
    return { opt_start_time: new Date(from).toISOString() };
  }

  #receive(message: JsMsg): void {
    this.#seenUpTo = message.time.getTime();
    try {
      const received = receive(envelopeSchema.safeParse(message.json()), 1, this.#handler) as Received<Data>;
      if (this.#isNew(received.id)) {
        this.#options.onReceived(received);
        this.#options.onFollowed?.({ received, position: message.seq });
      }
      if (message.info.pending === 0) this.#isCurrent = true;
    } catch (error) {
      this.#options.logger.error(
        { reason: errorMessage(error), subject: message.subject },
        'a follower failed on a message',
      );
    }
  }

  #consumeOptions(): ConsumeOptions {
    const { heartbeatMs } = this.#options;
    return heartbeatMs === undefined
      ? {}
      : { idle_heartbeat: heartbeatMs, expires: heartbeatsPerPull * heartbeatMs };
  }

  /** Silence is noticed before the connection is lost, which may take much longer; then it is followed afresh. */
  async #watch(messages: ConsumerMessages): Promise<void> {
    if (this.#options.heartbeatMs === undefined) return;
    for await (const { type } of messages.status()) {
      if (type !== 'heartbeats_missed' && type !== 'ordered_consumer_recreated') continue;
      this.#lose();
      await messages.close();
    }
  }

  #lose(): void {
    if (this.#isCurrent) this.#options.onLost?.();
    this.#isCurrent = false;
  }

  #isNew(id: string): boolean {
    if (this.#seen.has(id)) return false;
    this.#seen.add(id);
    const [oldest] = this.#seen;
    if (this.#seen.size > rememberedIds && oldest !== undefined) this.#seen.delete(oldest);
    return true;
  }

  #noteInterruption(error: unknown): void {
    if (!isStreamNotFound(error)) this.#condition.fails(errorMessage(error));
  }
}
