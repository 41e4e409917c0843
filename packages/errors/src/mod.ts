export { backoffMs, type BackoffOptions } from './backoff.ts';
export {
  badUserInput,
  type ErrorCode,
  graphqlError,
  httpStatusOfCode,
  isErrorCode,
  isPublicCode,
} from './graphql-error.ts';
export { maskedMessage, maskError } from './mask-error.ts';
export { comeAgainIn, overloaded } from './overloaded.ts';
export { rateLimited } from './rate-limited.ts';
export { isTimeLimit, isTransient, isUnavailable, isWriteConflict } from './transient-errors.ts';
