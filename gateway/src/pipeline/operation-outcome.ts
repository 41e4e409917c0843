import type { CacheStatus } from '../response-cache/cache-status.ts';
import type { KeptResult } from '../response-cache/response-cache.ts';
import { httpStatusOfCode, isErrorCode } from '@cartwright/errors';
import type { EventStream } from '@cartwright/graph';
import type { GraphQLFormattedError } from 'graphql';
import type { WrittenResult } from './written-result.ts';

/** Results as they go out to the client. */
export type FormattedStream = EventStream<WrittenResult>;

/** An operation that was not executed: malformed, invalid, too large or over a rate. */
export interface Rejection {
  readonly kind: 'rejected';
  readonly errors: readonly GraphQLFormattedError[];
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
  /** The HTTP status that says so. */
  readonly status: number;
  /** HTTP headers that belong to it. */
  readonly headers: ReadonlyMap<string, string>;
  /** Whether GraphQL refused what HTTP has no fault to find with; `application/json` then has the status 200. */
  readonly isWellFormed: boolean;
}

/** The one answer of a query or mutation. */
export interface SingleResult {
  readonly kind: 'result';
  readonly result: WrittenResult;
  /** What the cache did about it; undefined where it was not asked. */
  readonly cache?: CacheStatus | undefined;
  /** The same answer in bytes, where everybody gets it. */
  readonly answered?: KeptResult | undefined;
}

/** A single result, or a refusal. */
export type SingleOutcome = SingleResult | Rejection;

/** What became of an operation. */
export type OperationOutcome =
  SingleResult | Rejection | { readonly kind: 'stream'; readonly stream: FormattedStream };

/** What HTTP is told of a refusal. */
export interface HttpHead {
  readonly status?: number | undefined;
  readonly headers?: Iterable<readonly [string, string]>;
}

/** Request errors of GraphQL: the request is well-formed, the operation cannot be run. */
const requestErrorCodes = new Set<unknown>([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'BAD_USER_INPUT',
]);

/** A refusal by the pipeline; the head tells what HTTP is to say beyond the code. */
export function rejection(errors: readonly GraphQLFormattedError[], head: HttpHead = {}): Rejection {
  const code = errors[0]?.extensions?.['code'];
  return {
    kind: 'rejected',
    errors,
    status: isErrorCode(code) ? httpStatusOfCode[code] : Math.max(400, head.status ?? 400),
    headers: new Map(head.headers),
    isWellFormed: requestErrorCodes.has(code),
  };
}

/** A refusal of a request whose form cannot be read. */
export function malformed(message: string): Rejection {
  return rejection([{ message, extensions: { code: 'BAD_REQUEST' } }]);
}
