import type { EventStream } from '@cartwright/graph';
import type { Answer } from '../execution/answer.ts';

/** The results of a subscription. */
export type ResultStream = EventStream<Answer>;

/**
 * Where the stream of a subscription is handed over. A subscription runs through the same pipeline as a query
 * (persisted queries, validation, limits), and that pipeline can only answer with one result.
 */
export interface SubscriptionSlot {
  stream?: ResultStream;
}
