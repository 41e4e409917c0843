import { Readable } from 'node:stream';
import type { EventStream } from '@cartwright/graph';
import { unreadBytes } from '@cartwright/process';
import { formatThrown } from '../errors/format-error.ts';

import type { StreamFormat } from './stream-format.ts';

/** How a stream of events becomes the body of a response. */
export interface StreamBodyOptions<Event> {
  readonly format: StreamFormat<Event>;
  /** Bytes that may wait to be read when something else is written, besides what was written last. */
  readonly maxWaitingBytes: number;
  /** Called before the body is destroyed because more than that waits. */
  readonly onTooSlow: () => void;
}

/** The body of a response: events as they come, heartbeats in between. Destroying it returns the stream. */
export class StreamBody<Event> extends Readable {
  readonly #stream: EventStream<Event>;
  readonly #options: StreamBodyOptions<Event>;
  readonly #heart: NodeJS.Timeout;
  readonly #unwatch: () => void;
  #opening: string;
  #latestBytes = 0;

  constructor(stream: EventStream<Event>, options: StreamBodyOptions<Event>) {
    super({ read: () => undefined });
    this.#stream = stream;
    this.#options = options;
    this.#opening = options.format.opening;
    const { heartbeatMs, preamble } = options.format;
    this.#heart = setInterval(() => this.#beat(), heartbeatMs);
    this.#unwatch = unreadBytes.watch({ bytes: () => this.readableLength, cutOff: () => this.#cutOff() });
    if (preamble !== '') this.push(preamble);
    void this.#pump();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    clearInterval(this.#heart);
    this.#unwatch();
    void this.#stream.return().finally(() => done(error));
  }

  async #pump(): Promise<void> {
    const { format } = this.#options;
    try {
      for await (const event of this.#stream) this.#write(format.result(event));
      this.#write(format.end);
    } catch (error) {
      this.#write(format.failure({ errors: [formatThrown(error)] }));
    }
    if (!this.destroyed) this.push(null);
  }

  /** What waits keeps the connection alive, too. */
  #beat(): void {
    if (this.readableLength === 0) this.#write(this.#options.format.heartbeat);
  }

  #write(text: string): void {
    if (this.destroyed || text === '') return;
    const waitingBytes = this.readableLength;
    if (waitingBytes - this.#latestBytes > this.#options.maxWaitingBytes) {
      this.#cutOff();
      return;
    }
    this.push(this.#opening + text);
    this.#opening = '';
    this.#latestBytes = this.readableLength - waitingBytes;
    unreadBytes.wrote(this.#latestBytes);
  }

  #cutOff(): void {
    this.#options.onTooSlow();
    this.destroy();
  }
}
