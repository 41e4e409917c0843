import { codedError } from '@cartwright/graph';
import type { GraphQLError } from 'graphql';

/** As many errors of one request as are told; a client that sent more has to mend these first. */
export const maxRequestErrors = 5;

/** Codes of what is wrong with a request before it is executed; Apollo's clients and tools know them. */
export type RequestErrorCode =
  'GRAPHQL_PARSE_FAILED' | 'GRAPHQL_VALIDATION_FAILED' | 'OPERATION_RESOLUTION_FAILURE' | 'BAD_USER_INPUT';

/** Thrown for an operation that is not executed. */
export class RefusedOperation extends Error {
  readonly errors: readonly GraphQLError[];

  constructor(errors: readonly GraphQLError[]) {
    super(errors.map(({ message }) => message).join(' '));
    this.name = 'RefusedOperation';
    this.errors = errors;
  }
}

/** Refuses an operation with graphql-js' errors, which have no code. */
export function refused(code: RequestErrorCode, errors: readonly GraphQLError[]): RefusedOperation {
  return new RefusedOperation(errors.slice(0, maxRequestErrors).map((error) => codedError(error, code)));
}
