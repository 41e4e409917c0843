import { GraphQLError } from 'graphql';

/** The codes of `extensions.code`, each with the HTTP status of an answer that holds nothing but this error. */
export const httpStatusOfCode = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  BAD_USER_INPUT: 400,
  CONFLICT: 409,
  RATE_LIMITED: 429,
  UNAVAILABLE: 503,
  INTERNAL_SERVER_ERROR: 500,
} as const;

/** A code of `extensions.code`. */
export type ErrorCode = keyof typeof httpStatusOfCode;

/** Codes of Apollo Server for requests that are wrong by the rules of GraphQL over HTTP. */
const requestErrorCodes = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_REQUEST',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
]);

/** Whether a value is one of Cartwright's error codes. */
export function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(httpStatusOfCode, code);
}

/** Whether clients may see an error with this code as it is; any other is masked. */
export function isPublicCode(code: unknown): boolean {
  return (isErrorCode(code) && code !== 'INTERNAL_SERVER_ERROR') || requestErrorCodes.has(String(code));
}

/** Makes an error to throw that reaches the client as it is; INTERNAL_SERVER_ERROR is masked. */
export function graphqlError(
  code: ErrorCode,
  message: string,
  extensions: Readonly<Record<string, unknown>> = {},
): GraphQLError {
  return new GraphQLError(message, { extensions: { ...extensions, code } });
}

/** Makes an error for input that fits the schema but breaks a rule; `field` is the path within the input. */
export function badUserInput(message: string, field?: string): GraphQLError {
  return graphqlError('BAD_USER_INPUT', message, field === undefined ? {} : { field });
}
