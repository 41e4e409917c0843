import { streamEnd, type EventStream } from './event-stream.ts';

/** What the owner of a queue wants to know about its reader. */
export interface EventQueueOptions {
  /** Called once, when the reader leaves before the queue has ended: the source can be released. */
  readonly onReturn?: () => void;
  /** Called when the reader asks for an event and there is none: a source that is read on demand can be read. */
  readonly onWaiting?: () => void;
}

type State = { readonly kind: 'open' } | { readonly kind: 'ended'; readonly error?: Error };
type Waiting<Event> = PromiseWithResolvers<IteratorResult<Event, undefined>>;

/** A queue that one side pushes into and the other reads as a stream. Not bounded: check `size` before pushing. */
export class EventQueue<Event> implements EventStream<Event> {
  readonly #options: EventQueueOptions;
  readonly #events: Event[] = [];
  readonly #waiting: Waiting<Event>[] = [];
  #state: State = { kind: 'open' };

  constructor(options: EventQueueOptions = {}) {
    this.#options = options;
  }

  /** How many events have been pushed and not read. */
  get size(): number {
    return this.#events.length;
  }

  /** Whether the reader waits for an event. */
  get isAwaited(): boolean {
    return this.#waiting.length > 0;
  }

  /** Adds an event; does nothing once the queue has ended. */
  push(event: Event): void {
    if (this.#state.kind === 'ended') return;
    const waiting = this.#waiting.shift();
    if (waiting === undefined) this.#events.push(event);
    else waiting.resolve({ done: false, value: event });
  }

  /** Ends the queue; what is in it can still be read. */
  end(): void {
    this.#finish({ kind: 'ended' });
    for (const waiting of this.#waiting.splice(0)) waiting.resolve(streamEnd);
  }

  /** Ends the queue; what is in it can still be read, and then rejects with the error, once. */
  fail(error: Error): void {
    const waiting = this.#waiting.shift();
    this.#finish(waiting === undefined ? { kind: 'ended', error } : { kind: 'ended' });
    waiting?.reject(error);
    this.end();
  }

  next(): Promise<IteratorResult<Event, undefined>> {
    if (this.#events.length > 0)
      return Promise.resolve({ done: false, value: this.#events.shift() as Event });
    if (this.#state.kind === 'ended') return this.#afterEnd(this.#state.error);
    const waiting: Waiting<Event> = Promise.withResolvers();
    this.#waiting.push(waiting);
    this.#options.onWaiting?.();
    return waiting.promise;
  }

  return(): Promise<IteratorResult<Event, undefined>> {
    const wasOpen = this.#state.kind === 'open';
    this.#state = { kind: 'ended' };
    this.#events.length = 0;
    this.end();
    if (wasOpen) this.#options.onReturn?.();
    return Promise.resolve(streamEnd);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #finish(state: State): void {
    if (this.#state.kind === 'open') this.#state = state;
  }

  #afterEnd(error: Error | undefined): Promise<IteratorResult<Event, undefined>> {
    this.#state = { kind: 'ended' };
    return error === undefined ? Promise.resolve(streamEnd) : Promise.reject(error);
  }
}
