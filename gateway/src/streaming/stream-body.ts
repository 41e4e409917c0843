import { Readable } from 'node:stream';
import { formatThrown } from '../errors/format-error.ts';
import type { FormattedStream } from '../pipeline/operation-outcome.ts';
import type { StreamFormat } from './stream-format.ts';

/** How a stream of results becomes the body of a response. */
export interface StreamBodyOptions {
  readonly format: StreamFormat;
  /** Bytes that may wait to be read when something else is written, besides what was written last. */
  readonly maxWaitingBytes: number;
  /** Called before the body is destroyed because more than that waits. */
  readonly onTooSlow: () => void;
}

/** The body of a response: results as they come, heartbeats in between. Destroying it returns the stream. */
export class StreamBody extends Readable {
  readonly #stream: FormattedStream;
  readonly #options: StreamBodyOptions;
  readonly #heart: NodeJS.Timeout;
  #latestBytes = 0;

  constructor(stream: FormattedStream, options: StreamBodyOptions) {
    super({ read: () => undefined });
    this.#stream = stream;
    this.#options = options;
    const { heartbeatMs, preamble } = options.format;
    this.#heart = setInterval(() => this.#beat(), heartbeatMs);
    if (preamble !== '') this.#write(preamble);
    void this.#pump();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    clearInterval(this.#heart);
    void this.#stream.return().finally(() => done(error));
  }

  async #pump(): Promise<void> {
    const { format } = this.#options;
    try {
      for await (const result of this.#stream) this.#write(format.result(result));
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
    if (this.destroyed) return;
    const { maxWaitingBytes, onTooSlow } = this.#options;
    const waitingBytes = this.readableLength;
    if (waitingBytes - this.#latestBytes > maxWaitingBytes) {
      onTooSlow();
      this.destroy();
      return;
    }
    this.push(text);
    this.#latestBytes = this.readableLength - waitingBytes;
  }
}
