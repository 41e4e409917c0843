import type { GraphQLFormattedError } from 'graphql';
import type { WrittenResult } from '../pipeline/written-result.ts';

/** Why there are no results, or no more. */
export interface Refusal {
  readonly errors: readonly GraphQLFormattedError[];
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
}

/** How a stream of events, by default the results of one operation, is written into one HTTP response. */
export interface StreamFormat<Event = WrittenResult> {
  readonly contentType: string;
  readonly heartbeatMs: number;
  readonly heartbeat: string;
  /** What is sent at once, before there is anything to tell. */
  readonly preamble: string;
  /** What is sent together with whatever is told first. */
  readonly opening: string;
  /** An event, whole: a client needs nothing that comes later to read it. */
  result(event: Event): string;
  /** What ends a stream that failed, or that was refused. */
  failure(refusal: Refusal): string;
  /** What ends a stream that is complete. */
  readonly end: string;
}
