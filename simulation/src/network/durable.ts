import type { StreamMessage } from './stream-message.ts';

/** The part of a consumer's configuration that the simulation supports. */
export interface DurableConfig {
  readonly durable_name: string;
  readonly filter_subject: string;
  /** Nanoseconds. */
  readonly ack_wait: number;
  readonly max_ack_pending: number;
  readonly opt_start_seq?: number;
}

/** A message that was delivered to a client, or is on its way. */
export interface Handed {
  readonly message: StreamMessage;
  /** From 1. */
  readonly deliveryCount: number;
}

/** A pull request of a client for messages. */
export interface Pull {
  readonly max: number;
  /** The types that the client has handlers for; it would acknowledge others unread, so they are not sent. */
  readonly types: ReadonlySet<string>;
  readonly give: (handed: readonly Handed[]) => void;
  readonly refuse: (error: Error) => void;
}

/** The messages of a stream, as its consumers see them. */
export interface KeptMessages {
  readonly lastSeq: number;
  /** The message with a sequence, from 1; undefined when it is lost or not stored yet. */
  at(seq: number): StreamMessage | undefined;
}

/** A durable consumer: what was delivered, what is acknowledged, what will be redelivered. */
export class Durable {
  readonly config: DurableConfig;
  readonly pulls: Pull[] = [];
  readonly #stream: KeptMessages;
  readonly #prefix: string;
  /** Unacknowledged sequences, each with its delivery count. */
  readonly #pending = new Map<number, number>();
  readonly #again: number[] = [];
  /** The delivery counts of messages that will be redelivered. */
  readonly #deliveries = new Map<number, number>();
  #delivered: number;

  constructor(stream: KeptMessages, config: DurableConfig) {
    this.#stream = stream;
    this.config = config;
    this.#prefix = config.filter_subject.replace('>', '');
    this.#delivered = (config.opt_start_seq ?? 1) - 1;
  }

  get delivered(): number {
    return this.#delivered;
  }

  /** Whether all messages were delivered and acknowledged. */
  get isDrained(): boolean {
    return this.#pending.size === 0 && this.#again.length === 0 && this.#delivered >= this.#stream.lastSeq;
  }

  /** How many messages are delivered and unacknowledged, or will be redelivered. */
  get unacknowledged(): number {
    return this.#pending.size + this.#again.length;
  }

  /** An upper bound of the messages that were never delivered. */
  get undelivered(): number {
    return Math.max(0, this.#stream.lastSeq - this.#delivered);
  }

  get ackFloor(): number {
    const open = [...this.#pending.keys(), ...this.#again];
    return open.length === 0 ? this.#delivered : Math.min(...open) - 1;
  }

  /** Whether this is the latest delivery of the message. */
  isOut({ message, deliveryCount }: Handed): boolean {
    return this.#pending.get(message.seq) === deliveryCount;
  }

  /** The next messages: first redeliveries, then new ones. */
  next({ max, types }: Pick<Pull, 'max' | 'types'>): Handed[] {
    const handed: Handed[] = [];
    while (handed.length < max && this.#pending.size < this.config.max_ack_pending) {
      const message = this.#nextMessage(types);
      if (message === undefined) break;
      const deliveryCount = (this.#deliveries.get(message.seq) ?? 0) + 1;
      this.#pending.set(message.seq, deliveryCount);
      handed.push({ message, deliveryCount });
    }
    return handed;
  }

  /** Deletes the consumer: pull requests fail from now on. */
  end(): void {
    for (const pull of this.pulls.splice(0)) pull.refuse(new Error('consumer deleted'));
  }

  acknowledge({ message: { seq } }: Handed): void {
    this.#pending.delete(seq);
    this.#deliveries.delete(seq);
    const index = this.#again.indexOf(seq);
    if (index >= 0) this.#again.splice(index, 1);
  }

  /** Schedules a message for redelivery. */
  takeBack(handed: Handed): void {
    if (!this.isOut(handed)) return;
    this.#pending.delete(handed.message.seq);
    this.#comeAgain(handed.message.seq, handed.deliveryCount);
  }

  /** After a crash of the server: redelivers what is unacknowledged, and forgets the last `steps` deliveries. */
  recover(steps: number): void {
    for (const [seq, deliveryCount] of this.#pending) this.#comeAgain(seq, deliveryCount);
    this.#pending.clear();
    this.pulls.length = 0;
    this.#delivered = Math.max(0, this.#delivered - steps);
  }

  #comeAgain(seq: number, deliveryCount: number): void {
    this.#again.push(seq);
    this.#deliveries.set(seq, deliveryCount);
  }

  #nextMessage(types: ReadonlySet<string>): StreamMessage | undefined {
    for (let seq = this.#again.shift(); seq !== undefined; seq = this.#again.shift()) {
      const message = this.#stream.at(seq);
      if (message !== undefined && !this.#pending.has(seq)) return message;
    }
    while (this.#delivered < this.#stream.lastSeq) {
      this.#delivered += 1;
      const message = this.#stream.at(this.#delivered);
      if (message === undefined || !types.has(message.type)) continue;
      if (message.subject.startsWith(this.#prefix) && !this.#pending.has(this.#delivered)) return message;
    }
    return undefined;
  }
}
