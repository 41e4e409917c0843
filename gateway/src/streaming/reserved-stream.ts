import { EventQueue, type EventStream } from '@cartwright/graph';
import type { FormattedExecutionResult } from 'graphql';
import { formatThrown } from '../errors/format-error.ts';
import type { FormattedStream, OperationOutcome, Rejection } from '../pipeline/operation-outcome.ts';
import type { OperationEvent } from './operation-events.ts';

/** An operation until it is over: then its id is free, and nothing of it is sent any more. */
interface OpenOperation {
  readonly id: string;
  stream?: FormattedStream;
}

/** What may wait for a client that has reserved a stream and not yet opened it. */
const maxEventsUnopened = 100;

/** One event stream that carries any number of operations, from its reservation until its client leaves. */
export class ReservedStream {
  readonly #events: EventQueue<OperationEvent>;
  readonly #operations = new Map<string, OpenOperation>();
  #isOpen = false;

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

  /** Sends what becomes of an operation; resolves to why it was not run, if it was not. */
  async carry(id: string, run: () => Promise<OperationOutcome>): Promise<Rejection | undefined> {
    const operation: OpenOperation = { id };
    this.#operations.set(id, operation);
    const outcome = await run().catch((error: unknown) => {
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
      this.#finish(operation, { errors: [formatThrown(error)] });
    }
  }

  #next(operation: OpenOperation, payload: FormattedExecutionResult): void {
    if (!this.#isCurrent(operation)) return;
    if (!this.#isOpen && this.#events.size >= maxEventsUnopened) void this.end();
    this.#events.push({ id: operation.id, payload });
  }

  #finish(operation: OpenOperation, result?: FormattedExecutionResult): void {
    if (!this.#isCurrent(operation)) return;
    if (result !== undefined) this.#next(operation, result);
    this.#operations.delete(operation.id);
    this.#events.push({ id: operation.id });
  }

  #leave(operation: OpenOperation): void {
    if (this.#isCurrent(operation)) this.#operations.delete(operation.id);
    void operation.stream?.return();
  }

  #isCurrent(operation: OpenOperation): boolean {
    return this.#operations.get(operation.id) === operation;
  }
}
