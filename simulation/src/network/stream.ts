import { streamOf, type Domain } from '@cartwright/events';
import { parseSubject } from '@cartwright/messaging/core';
import { Durable } from './durable.ts';

/** A message as it is published. */
export interface PublishedMessage {
  readonly subject: string;
  /** What it says, as an object: nothing here is about JSON. */
  readonly envelope: unknown;
  readonly messageId: string;
}

/** A message as a stream keeps it. */
export interface StreamMessage extends PublishedMessage {
  readonly seq: number;
  /** As handlers name it. */
  readonly type: string;
}

/** How long a stream knows message ids again, in milliseconds. */
const duplicateWindowMs = 120_000;

/** One domain's stream with its durable consumers. */
export class Stream {
  readonly name: string;
  /** Tells this stream from one that is made anew under its name. */
  readonly created: string;
  readonly durables = new Map<string, Durable>();
  readonly #messages: StreamMessage[] = [];
  readonly #known = new Map<string, { seq: number; atMs: number }>();

  constructor(domain: Domain, created: string) {
    this.name = streamOf(domain);
    this.created = created;
  }

  /** Whether nothing is waiting for anybody. */
  get isDrained(): boolean {
    for (const { isDrained } of this.durables.values()) if (!isDrained) return false;
    return true;
  }

  get lastSeq(): number {
    return this.#messages.length;
  }

  /** Gives a message by its sequence, from 1; undefined when it is lost or not there yet. */
  at(seq: number): StreamMessage | undefined {
    return this.#messages[seq - 1];
  }

  /** Keeps a message, unless one of the same id came within two minutes. */
  append(message: PublishedMessage, nowMs: number): { seq: number; duplicate: boolean } {
    const known = this.#known.get(message.messageId);
    if (known !== undefined && nowMs - known.atMs < duplicateWindowMs)
      return { seq: known.seq, duplicate: true };
    const seq = this.lastSeq + 1;
    this.#messages.push({ ...message, seq, type: parseSubject(message.subject).type });
    this.#known.set(message.messageId, { seq, atMs: nowMs });
    return { seq, duplicate: false };
  }

  /** Forgets the newest messages, as after a crash before they were on the disk. */
  loseTail(count: number): void {
    for (const { messageId } of this.#messages.splice(Math.max(0, this.lastSeq - count))) {
      this.#known.delete(messageId);
    }
  }

  addDurable(config: Durable['config']): Durable {
    const durable = new Durable(this, config);
    this.durables.set(config.durable_name, durable);
    return durable;
  }

  deleteDurable(name: string): void {
    this.durables.get(name)?.end();
    this.durables.delete(name);
  }
}
