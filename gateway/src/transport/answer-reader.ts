import type { Dispatcher } from 'undici';

/** An HTTP answer, read whole. */
export interface ReplicaAnswer {
  readonly status: number;
  readonly body: string;
  /** How many milliseconds the request waited before it was begun, where that is told. */
  readonly waitedMs?: number | undefined;
}

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
    this.#waitedMs = waitIn(headers['server-timing']);
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

/** https://www.w3.org/TR/server-timing/ */
function waitIn(timing: string | string[] | undefined): number | undefined {
  const told = typeof timing === 'string' && timing.startsWith('wait;dur=') ? timing.slice(9) : undefined;
  return told === undefined ? undefined : Number.parseFloat(told);
}
