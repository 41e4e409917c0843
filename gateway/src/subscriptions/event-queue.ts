/**
 * A queue that is read as an async iterator. Unlike an async generator, whose `return()` waits behind a pending
 * `next()`, `return()` here takes effect at once and settles the pending `next()`.
 */
export class EventQueue<Event> implements AsyncIterableIterator<Event> {
  readonly #events: Event[] = [];
  readonly #onReturn: () => void;
  #waiting: PromiseWithResolvers<IteratorResult<Event>> | undefined;
  #state: { kind: 'open' } | { kind: 'ended'; error?: Error } = { kind: 'open' };

  /** `onReturn` is called once, when the reader stops before the queue has ended. */
  constructor(onReturn: () => void) {
    this.#onReturn = onReturn;
  }

  push(event: Event): void {
    if (this.#state.kind === 'ended') return;
    if (this.#waiting === undefined) this.#events.push(event);
    else this.#takeWaiting()?.resolve({ done: false, value: event });
  }

  /** Ends the queue after what is in it. */
  end(): void {
    this.#finish({ kind: 'ended' });
    this.#takeWaiting()?.resolve({ done: true, value: undefined });
  }

  /** Ends the queue after what is in it; the reader then gets the error. */
  fail(error: Error): void {
    const waiting = this.#takeWaiting();
    this.#finish(waiting === undefined ? { kind: 'ended', error } : { kind: 'ended' });
    waiting?.reject(error);
  }

  next(): Promise<IteratorResult<Event>> {
    const [event] = this.#events.splice(0, 1);
    if (event !== undefined) return Promise.resolve({ done: false, value: event });
    if (this.#state.kind === 'ended') return this.#afterEnd(this.#state);
    this.#waiting ??= Promise.withResolvers();
    return this.#waiting.promise;
  }

  return(): Promise<IteratorResult<Event>> {
    const wasOpen = this.#state.kind === 'open';
    this.#events.length = 0;
    this.end();
    if (wasOpen) this.#onReturn();
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #finish(state: { kind: 'ended'; error?: Error }): void {
    if (this.#state.kind === 'open') this.#state = state;
  }

  #afterEnd(ended: { error?: Error }): Promise<IteratorResult<Event>> {
    const { error } = ended;
    if (error === undefined) return Promise.resolve({ done: true, value: undefined });
    this.#state = { kind: 'ended' };
    return Promise.reject(error);
  }

  #takeWaiting(): PromiseWithResolvers<IteratorResult<Event>> | undefined {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    return waiting;
  }
}
