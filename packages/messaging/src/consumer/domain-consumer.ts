import type { ConsumerMessages } from '@nats-io/jetstream';
import type { Logger } from 'pino';
import { backoffMs } from '@cartwright/errors';
import { errorMessage } from '../error-message.ts';
import { Condition } from '../health/condition.ts';
import type { NatsLink, NatsSession } from '../nats/nats-link.ts';
import { pause } from '../waiting/pause.ts';
import { isStreamNotFound } from '../relay/ensure-stream.ts';
import type { SqlTransaction } from '../store/sql.ts';
import { readDelivery, type Delivery } from './delivery.ts';
import { durableName, type DurableSpec } from './ensure-durable.ts';
import { KeptDurable } from './kept-durable.ts';
import { nextBeatMs } from './next-beat.ts';
import type { MessageHandler } from './handlers.ts';
import { KeyedQueue, type KeyedQueueOptions } from './keyed-queue.ts';

const fetchSize = 256;
const lowWater = 128;
const stopLimitMs = 8000;
/** Longer than any request for messages takes. */
const silentAfterMs = 45_000;

/** What a consumer is built from. */
export interface DomainConsumerOptions<Tx extends SqlTransaction> {
  readonly spec: DurableSpec;
  readonly handlers: readonly MessageHandler<Tx>[];
  readonly link: NatsLink;
  readonly logger: Logger;
  readonly concurrency: number;
  /** Handles deliveries of one handler and acknowledges them, as a queue runs them; must not reject. */
  readonly handle: KeyedQueueOptions<Delivery<Tx>>['run'];
}

/** Reads one category of one domain's stream through the durable consumer that all replicas share. */
export class DomainConsumer<Tx extends SqlTransaction> {
  readonly name: string;
  readonly #options: DomainConsumerOptions<Tx>;
  readonly #handlers: ReadonlyMap<string, MessageHandler<Tx>>;
  readonly #queue: KeyedQueue<Delivery<Tx>>;
  readonly #condition: Condition;
  #isFetching = false;
  #askedAtMs = performance.now();
  #durable: KeptDurable | undefined;
  #extending: NodeJS.Timeout | undefined;

  constructor(options: DomainConsumerOptions<Tx>) {
    this.#options = options;
    this.name = durableName(options.spec);
    this.#handlers = new Map(options.handlers.map((handler) => [handler.contract.type, handler]));
    this.#queue = new KeyedQueue({ concurrency: options.concurrency, run: options.handle });
    this.#condition = new Condition('consuming', options.logger);
  }

  get isFetching(): boolean {
    return this.#isFetching;
  }

  /** Why messages do not arrive; undefined while they do. */
  get fault(): string | undefined {
    if (this.#condition.fault) return `${this.name}: ${this.#condition.fault.reason}`;
    const silentMs = performance.now() - this.#askedAtMs;
    if (!this.#isFetching || silentMs < silentAfterMs) return undefined;
    return `${this.name}: has taken no messages for ${Math.round(silentMs / 1000)} s, its handlers are busy`;
  }

  /** Consumes until the signal is aborted, then finishes what is being handled; never rejects. */
  async run(stopping: AbortSignal): Promise<void> {
    for (let attempt = 1; !stopping.aborted; attempt += 1) {
      const session = await this.#options.link.session(stopping);
      if (!session) break;
      try {
        await this.#fetchFrom(session, stopping, () => (attempt = 0));
      } catch (error) {
        this.#noteInterruption(error, AbortSignal.any([stopping, session.ended]));
      }
      this.#isFetching = false;
      await pause(backoffMs(Math.max(attempt, 1), { firstMs: 50, maxMs: 1000 }), stopping);
    }
    await this.#finish();
    clearInterval(this.#extending);
  }

  async #fetchFrom(session: NatsSession, stopping: AbortSignal, onProgress: () => void): Promise<void> {
    const until = AbortSignal.any([stopping, session.ended]);
    const durable = this.#durableOf(session);
    await durable.see();
    this.#isFetching = true;
    let nextLookMs = nextBeatMs(performance.now());
    until.addEventListener('abort', () => this.#queue.notify());
    while (!until.aborted) {
      await this.#queue.until(() => until.aborted || this.#queue.waiting < lowWater);
      if (performance.now() >= nextLookMs) {
        await durable.see();
        nextLookMs = nextBeatMs(performance.now());
      }
      this.#askedAtMs = performance.now();
      const expires = Math.ceil(nextBeatMs(this.#askedAtMs) - this.#askedAtMs);
      const messages = await durable.fetch({ max_messages: fetchSize, expires });
      await this.#enqueue(messages, until);
      onProgress();
      this.#condition.works();
    }
  }

  /** One for each connection: what it remembers of the stream holds for so long. */
  #durableOf(session: NatsSession): KeptDurable {
    if (this.#durable?.session !== session) this.#durable = new KeptDurable(session, this.#options.spec);
    return this.#durable;
  }

  async #enqueue(messages: ConsumerMessages, until: AbortSignal): Promise<void> {
    const close = (): void => void messages.close();
    until.addEventListener('abort', close);
    if (until.aborted) close();
    try {
      for await (const message of messages) {
        const delivery = readDelivery(message, this.#handlers);
        if (until.aborted) message.nak();
        else if (delivery) this.#take(delivery);
        else message.ack();
      }
    } finally {
      until.removeEventListener('abort', close);
    }
  }

  #take(delivery: Delivery<Tx>): void {
    this.#queue.push(delivery);
    this.#extending ??= setInterval(() => this.#extendAckWait(), this.#options.spec.ackWaitMs / 3);
  }

  /** Extends the ack wait of what is queued or running, so that JetStream does not redeliver it to another replica. */
  #extendAckWait(): void {
    const unfinished = this.#queue.unfinished();
    for (const { message } of unfinished) message.working();
    if (unfinished.length > 0) return;
    clearInterval(this.#extending);
    this.#extending = undefined;
  }

  /** The end of a connection is its own fault, not the consumer's. */
  #noteInterruption(error: unknown, ended: AbortSignal): void {
    if (!ended.aborted) this.#condition.fails(reasonOf(error));
  }

  async #finish(): Promise<void> {
    for (const { message } of this.#queue.clear()) message.nak();
    const limit = new AbortController();
    await Promise.race([this.#queue.until(() => this.#queue.isIdle()), pause(stopLimitMs, limit.signal)]);
    limit.abort();
  }
}

function reasonOf(error: unknown): string {
  return isStreamNotFound(error)
    ? 'the stream does not exist; the subgraph that writes to it creates it'
    : errorMessage(error);
}
