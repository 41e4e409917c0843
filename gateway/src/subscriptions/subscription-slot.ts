import type { ExecutionResult } from 'graphql';

/** A stream of results: `return()` stops it, also while a `next()` is pending. */
export interface ResultStream extends AsyncIterableIterator<ExecutionResult> {
  return(): Promise<IteratorResult<ExecutionResult>>;
}

/**
 * Where the stream of a subscription is handed over. A subscription runs through the same pipeline as a query
 * (persisted queries, validation, limits), and that pipeline can only answer with one result.
 */
export interface SubscriptionSlot {
  stream?: ResultStream;
}
