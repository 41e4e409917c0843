import type { Logger } from '@cartwright/process';
import type { GraphQLError } from 'graphql';

/** More errors of one operation say nothing new. */
const maxLogged = 10;

/** Logs the errors of an operation under the request's id: loudly what no subgraph has logged. */
export function logErrors(logger: Logger, errors: readonly GraphQLError[], requestId: string): void {
  for (const error of errors.slice(0, maxLogged)) {
    const level = isOwnFault(error) ? 'error' : 'debug';
    logger[level]({ err: error.originalError ?? error, path: error.path, requestId }, 'operation error');
  }
  const omitted = errors.length - maxLogged;
  if (omitted > 0) logger.debug({ requestId, omitted }, 'more operation errors');
}

/** A subgraph names the request in the errors that it has logged itself. */
function isOwnFault({ extensions }: GraphQLError): boolean {
  return extensions['code'] === 'INTERNAL_SERVER_ERROR' && !('requestId' in extensions);
}
