import { EventQueue, type EventStream } from '@cartwright/graph';
import { formatThrown } from '../errors/format-error.ts';
import type { FormattedStream, OperationOutcome, Rejection } from '../pipeline/operation-outcome.ts';
import { writtenResult, type WrittenResult } from '../pipeline/written-result.ts';
import type { OperationEvent } from './operation-events.ts';

/** An operation until it is over: then its id is free, and nothing of it is sent any more. */
interface OpenOperation {
  readonly id: string;
  /** Aborts when the client ends the operation or the stream. */
  readonly leaving: AbortController;
  stream?: FormattedStream;
}

/**
 * What may wait for a client that has reserved a stream and not yet opened it; the characters of the latest event do not count, so that
 * no stream ends for a single large result. From then on `slowReaderLimits` hold, as for every client.
 */
const maxUnopened = { events: 100, characters: 256 * 1024 };

/** One event stream that carries any number of operations, from its reservation until its client leaves. */
export class ReservedStream {
  readonly #events: EventQueue<OperationEvent>;
  readonly #operations = new Map<string, OpenOperation>();
  #isOpen = false;
  #unopened = 0;

  /** `onEnd` is called once. */
  constructor(onEnd: () => void) {
    this.#events = new EventQueue({
      onReturn: () => {
        for (const operation of [...this.#operations.values()]) this.#leave(operation);
        onEnd();
      },
    });
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** How many operations are in progress. */
  get operations(): number {
    return this.#operations.size;
  }

  /** Whether an operation with this id is in progress. */
  has(id: string): boolean {
    return this.#operations.has(id);
  }

  /** The events; whoever reads them ends the stream by `return()`. */
  open(): EventStream<OperationEvent> {
    this.#isOpen = true;
    return this.#events;
  }

  /** Ends the stream, and its operations. */
  async end(): Promise<void> {
    await this.#events.return();
  }

  /** Sends what becomes of an operation, which is told when nobody waits for it any more; resolves to why it was not run, if it was not. */
  async carry(
    id: string,
    run: (gone: AbortSignal) => Promise<OperationOutcome>,
  ): Promise<Rejection | undefined> {
    const operation: OpenOperation = { id, leaving: new AbortController() };
    this.#operations.set(id, operation);
    const outcome = await run(operation.leaving.signal).catch((error: unknown) => {
      this.#leave(operation);
      throw error;
    });
    if (outcome.kind === 'rejected') {
      this.#leave(operation);
      return outcome;
    }
    if (outcome.kind === 'stream') void this.#forward(operation, outcome.stream);
    else this.#finish(operation, outcome.result);
    return undefined;
  }

  /** Ends an operation whose client no longer wants it. */
  complete(id: string): void {
    const operation = this.#operations.get(id);
    if (operation !== undefined) this.#leave(operation);
  }

  async #forward(operation: OpenOperation, stream: FormattedStream): Promise<void> {
    operation.stream = stream;
    if (!this.#isCurrent(operation)) return void stream.return();
    try {
      for await (const result of stream) this.#next(operation, result);
      this.#finish(operation);
    } catch (error) {
      this.#finish(operation, writtenResult({ errors: [formatThrown(error)] }));
    }
  }

  #next(operation: OpenOperation, { json }: WrittenResult): void {
    if (!this.#isCurrent(operation)) return;
    this.#push({ name: 'next', data: `{"id":${JSON.stringify(operation.id)},"payload":${json}}` });
  }

  #finish(operation: OpenOperation, result?: WrittenResult): void {
    if (!this.#isCurrent(operation)) return;
    if (result !== undefined) this.#next(operation, result);
    this.#operations.delete(operation.id);
    this.#push({ name: 'complete', data: JSON.stringify({ id: operation.id }) });
  }

  #push(event: OperationEvent): void {
    if (!this.#isOpen && this.#isFull()) void this.end();
    this.#unopened += event.data.length;
    this.#events.push(event);
  }

  #isFull(): boolean {
    return this.#events.size >= maxUnopened.events || this.#unopened > maxUnopened.characters;
  }

  #leave(operation: OpenOperation): void {
    if (this.#isCurrent(operation)) this.#operations.delete(operation.id);
    operation.leaving.abort();
    void operation.stream?.return();
  }

  #isCurrent(operation: OpenOperation): boolean {
    return this.#operations.get(operation.id) === operation;
  }
}
