import type { Dispatcher } from 'undici';
import type { ReplicaAnswer } from './replica-answer.ts';
import { waitIn } from './server-timing.ts';

/** Reads an answer whole, without a stream in between. */
export class AnswerReader implements Dispatcher.DispatchHandler {
  readonly answer: Promise<ReplicaAnswer>;
  readonly #chunks: Buffer[] = [];
  readonly #signal: AbortSignal | null;
  #resolve!: (answer: ReplicaAnswer) => void;
  #reject!: (error: unknown) => void;
  #abort: (() => void) | undefined;
  #status = 0;
  #waitedMs: number | undefined;

  /** Closes the connection, and rejects with its reason, when the signal aborts. */
  constructor(signal: AbortSignal | null) {
    this.#signal = signal;
    this.answer = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    const signal = this.#signal;
    if (signal === null) return;
    this.#leave();
    this.#abort = () => controller.abort(signal.reason as Error);
    if (signal.aborted) this.#abort();
    else signal.addEventListener('abort', this.#abort);
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Readonly<Record<string, string | string[] | undefined>>,
  ): void {
    this.#status = status;
    const timing = headers['server-timing'];
    this.#waitedMs = typeof timing === 'string' ? waitIn(timing) : undefined;
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    this.#leave();
    const [first, ...others] = this.#chunks;
    const body = others.length === 0 ? first : Buffer.concat(this.#chunks);
    this.#resolve({ status: this.#status, body: body?.toString('utf8') ?? '', waitedMs: this.#waitedMs });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#leave();
    this.#reject(error);
  }

  #leave(): void {
    if (this.#abort !== undefined) this.#signal?.removeEventListener('abort', this.#abort);
    this.#abort = undefined;
  }
}
