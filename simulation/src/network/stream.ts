import { streamOf, type Domain } from '@cartwright/events';
import { parseSubject } from '@cartwright/messaging/core';
import { Durable, type KeptMessages } from './durable.ts';
import type { PublishedMessage, StreamMessage } from './stream-message.ts';

/** How long a stream detects duplicate message ids, in milliseconds. */
const duplicateWindowMs = 120_000;

/** What a stream was made with; the simulation keeps all but the name as they are. */
export interface StreamSettings {
  readonly name: string;
}

/** One domain's stream with its durable consumers. */
export class Stream implements KeptMessages {
  readonly name: string;
  readonly config: StreamSettings;
  /** Distinguishes this stream from a later one of the same name. */
  readonly created: string;
  readonly durables = new Map<string, Durable>();
  readonly #messages: StreamMessage[] = [];
  readonly #known = new Map<string, { seq: number; atMs: number }>();

  constructor(domain: Domain, { config, created }: Pick<Stream, 'config' | 'created'>) {
    this.name = streamOf(domain);
    this.config = config;
    this.created = created;
  }

  /** Whether all consumers are drained. */
  get isDrained(): boolean {
    for (const { isDrained } of this.durables.values()) if (!isDrained) return false;
    return true;
  }

  get lastSeq(): number {
    return this.#messages.length;
  }

  at(seq: number): StreamMessage | undefined {
    return this.#messages[seq - 1];
  }

  /** Stores a message, unless one with the same id was stored within two minutes. */
  append(message: PublishedMessage, nowMs: number): { seq: number; duplicate: boolean } {
    const known = this.#known.get(message.messageId);
    if (known !== undefined && nowMs - known.atMs < duplicateWindowMs)
      return { seq: known.seq, duplicate: true };
    const seq = this.lastSeq + 1;
    this.#messages.push({ ...message, seq, type: parseSubject(message.subject).type });
    this.#known.set(message.messageId, { seq, atMs: nowMs });
    return { seq, duplicate: false };
  }

  /** Loses the newest messages, as in a crash before they were on disk. */
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
