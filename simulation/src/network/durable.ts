import type { Stream, StreamMessage } from './stream.ts';

/** The part of a consumer's configuration that the simulation knows. */
export interface DurableConfig {
  readonly durable_name: string;
  readonly filter_subject: string;
  /** Nanoseconds. */
  readonly ack_wait: number;
  readonly max_ack_pending: number;
  readonly opt_start_seq?: number;
}

/** A message on its way to a client, or in its hands. */
export interface Handed {
  readonly message: StreamMessage;
  /** From 1. */
  readonly deliveryCount: number;
}

/** Somebody who waits for messages. */
export interface Pull {
  readonly max: number;
  /** What the client has handlers for: anything else it would acknowledge unread, and so it is not sent. */
  readonly types: ReadonlySet<string>;
  readonly give: (handed: readonly Handed[]) => void;
  readonly refuse: (error: Error) => void;
}

/** A durable consumer: what was delivered, what is acknowledged, what comes again. */
export class Durable {
  readonly config: DurableConfig;
  readonly pulls: Pull[] = [];
  readonly #stream: Stream;
  readonly #prefix: string;
  /** Sequences that are out, each with the number of its delivery. */
  readonly #pending = new Map<number, number>();
  readonly #again: number[] = [];
  /** How often what comes again was delivered. */
  readonly #deliveries = new Map<number, number>();
  #delivered: number;

  constructor(stream: Stream, config: DurableConfig) {
    this.#stream = stream;
    this.config = config;
    this.#prefix = config.filter_subject.replace('>', '');
    this.#delivered = (config.opt_start_seq ?? 1) - 1;
  }

  get delivered(): number {
    return this.#delivered;
  }

  /** Whether everything there is was delivered and acknowledged. */
  get isDrained(): boolean {
    return this.#pending.size === 0 && this.#again.length === 0 && this.#delivered >= this.#stream.lastSeq;
  }

  /** How many messages are out, or about to go out again. */
  get unacknowledged(): number {
    return this.#pending.size + this.#again.length;
  }

  /** How many messages there are at most that were never delivered. */
  get undelivered(): number {
    return Math.max(0, this.#stream.lastSeq - this.#delivered);
  }

  get ackFloor(): number {
    const open = [...this.#pending.keys(), ...this.#again];
    return open.length === 0 ? this.#delivered : Math.min(...open) - 1;
  }

  /** Whether this delivery, and not a later one, is the one that counts. */
  isOut({ message, deliveryCount }: Handed): boolean {
    return this.#pending.get(message.seq) === deliveryCount;
  }

  /** The next messages: first what comes again, then what is new. */
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

  /** The consumer is deleted: nobody gets anything from it any more. */
  end(): void {
    for (const pull of this.pulls.splice(0)) pull.refuse(new Error('consumer deleted'));
  }

  acknowledge({ message: { seq } }: Handed): void {
    this.#pending.delete(seq);
    this.#deliveries.delete(seq);
    const index = this.#again.indexOf(seq);
    if (index >= 0) this.#again.splice(index, 1);
  }

  /** Takes a message back, to be delivered again. */
  takeBack(handed: Handed): void {
    if (!this.isOut(handed)) return;
    this.#pending.delete(handed.message.seq);
    this.#comeAgain(handed.message.seq, handed.deliveryCount);
  }

  /** After a crash of the server: whatever is out comes again. `steps` of what was delivered are forgotten. */
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
