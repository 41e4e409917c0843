import type { ReplicaAnswer } from '../replica-answer.ts';
import { AnswerParser, type AnswerBounds, type ParsedAnswer } from './answer-parser.ts';

/** What an exchange is made of. */
export interface ExchangeOptions extends AnswerBounds {
  /** Head and body. */
  readonly bytes: string | Buffer;
  /** Gives it up. */
  readonly signal: AbortSignal | null;
}

/** A request and its answer, from the call until there is one. */
export class Exchange {
  readonly bytes: string | Buffer;
  readonly answer: Promise<ReplicaAnswer>;
  /** When anything was last sent or received of it, in milliseconds of `performance.now()`. */
  heardAtMs = 0;
  readonly #parser: AnswerParser;
  readonly #signal: AbortSignal | null;
  #giveUp: (() => void) | undefined;
  #resolve!: (answer: ReplicaAnswer) => void;
  #reject!: (error: unknown) => void;

  constructor({ bytes, signal, maxBodyBytes }: ExchangeOptions) {
    this.bytes = bytes;
    this.#signal = signal;
    this.#parser = new AnswerParser({ maxBodyBytes });
    this.answer = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  /** Has this called with the signal's reason when it aborts, in place of what was to be called before. */
  onGivenUp(giveUp: (reason: Error) => void): void {
    const signal = this.#signal;
    if (signal === null) return;
    this.#forget();
    this.#giveUp = () => giveUp(signal.reason as Error);
    signal.addEventListener('abort', this.#giveUp);
  }

  /** Why it has been given up; undefined while somebody waits for it. */
  get givenUpFor(): Error | undefined {
    return this.#signal?.aborted === true ? (this.#signal.reason as Error) : undefined;
  }

  /** Takes what has come of the answer, and gives it once it is whole. @throws ExchangeError */
  take(received: Buffer): ParsedAnswer | undefined {
    return this.#end(this.#parser.take(received));
  }

  /** The connection has ended: undefined where that leaves it without an answer. */
  takeEnd(): ParsedAnswer | undefined {
    return this.#end(this.#parser.end());
  }

  fail(error: unknown): void {
    this.#forget();
    this.#reject(error);
  }

  #end(parsed: ParsedAnswer | undefined): ParsedAnswer | undefined {
    if (parsed === undefined) return undefined;
    this.#forget();
    this.#resolve(parsed.answer);
    return parsed;
  }

  #forget(): void {
    if (this.#giveUp !== undefined) this.#signal?.removeEventListener('abort', this.#giveUp);
    this.#giveUp = undefined;
  }
}
