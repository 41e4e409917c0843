import type { GraphQLError } from 'graphql';

/** The answer to an operation, or to one event of a subscription, written. */
export interface Answer {
  /** JSON, under the client's names; undefined when nothing was executed. */
  readonly data: string | undefined;
  /** Under the client's names. */
  readonly errors: readonly GraphQLError[];
}
