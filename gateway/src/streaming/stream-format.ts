import type { FormattedExecutionResult, GraphQLFormattedError } from 'graphql';

/** How a stream of results is written into one HTTP response. */
export interface StreamFormat {
  readonly contentType: string;
  /** Whether a query's single result is sent as a stream of one, or as plain JSON. */
  readonly carriesSingleResults: boolean;
  readonly heartbeatMs: number;
  readonly heartbeat: string;
  readonly preamble: string;
  result(result: FormattedExecutionResult): string;
  /** What ends a stream that failed, or that was refused. */
  failure(errors: readonly GraphQLFormattedError[]): string;
  /** What ends a stream that is complete. */
  readonly end: string;
}
