/**
 * Events as they come. `return()` ends the stream at once, also while a `next()` is pending: an async generator would
 * hold it back until the next event, and a subscriber who leaves would leak the source.
 */
export interface EventStream<Event> extends AsyncIterableIterator<Event, undefined> {
  return(): Promise<IteratorResult<Event, undefined>>;
}

/** The result of a stream that is over. */
export const streamEnd: IteratorReturnResult<undefined> = { done: true, value: undefined };
