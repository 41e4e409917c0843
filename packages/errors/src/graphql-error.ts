import { GraphQLError } from 'graphql';

/** The codes a client may meet in `extensions.code`, each with the HTTP status for answers that hold nothing else. */
export const httpStatusOfCode = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  BAD_USER_INPUT: 400,
  CONFLICT: 409,
  RATE_LIMITED: 429,
  UNAVAILABLE: 503,
  INTERNAL_SERVER_ERROR: 500,
} as const;

/** A code of `extensions.code`. */
export type ErrorCode = keyof typeof httpStatusOfCode;

/** Tells whether a value is one of Cartwright's error codes. */
export function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(httpStatusOfCode, code);
}

/** A GraphQL error that reaches the client as it is; INTERNAL_SERVER_ERROR is masked. Throw what it returns. */
export function graphqlError(
  code: ErrorCode,
  message: string,
  extensions: Readonly<Record<string, unknown>> = {},
): GraphQLError {
  return new GraphQLError(message, { extensions: { ...extensions, code } });
}

/** Input that the schema's types let through and the rules do not; `field` is the path within the input. */
export function badUserInput(message: string, field?: string): GraphQLError {
  return graphqlError('BAD_USER_INPUT', message, field === undefined ? {} : { field });
}
