import { isErrorCode, maskedMessage } from '@cartwright/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';

/** Codes of requests that are wrong by the rules of GraphQL over HTTP, from Apollo Server. */
const requestFaults = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_REQUEST',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
]);
/** What may hold stack traces, addresses or HTTP heads. */
const privateExtensions = new Set(['stacktrace', 'exception', 'http', 'serviceName']);

/** What a client may see of an error: code, path and locations as they are, no internals; the unexpected is masked. */
export function formatError(error: GraphQLFormattedError): GraphQLFormattedError {
  const code = error.extensions?.['code'];
  const isMeant = requestFaults.has(String(code)) || (isErrorCode(code) && code !== 'INTERNAL_SERVER_ERROR');
  const extensions = isMeant ? publicExtensions(error) : maskedExtensions(error);
  return { ...placeOf(error), message: isMeant ? error.message : maskedMessage, extensions };
}

/** Like `formatError`, for what was thrown. */
export function formatThrown(error: unknown): GraphQLFormattedError {
  return formatError(error instanceof GraphQLError ? error.toJSON() : { message: maskedMessage });
}

function placeOf({
  path,
  locations,
}: GraphQLFormattedError): Pick<GraphQLFormattedError, 'path' | 'locations'> {
  return { ...(locations && { locations }), ...(path && { path }) };
}

function publicExtensions({ extensions = {} }: GraphQLFormattedError): Record<string, unknown> {
  return Object.fromEntries(Object.entries(extensions).filter(([name]) => !privateExtensions.has(name)));
}

function maskedExtensions({ extensions = {} }: GraphQLFormattedError): Record<string, unknown> {
  const requestId = extensions['requestId'];
  return { code: 'INTERNAL_SERVER_ERROR', ...(typeof requestId === 'string' && { requestId }) };
}

/** Adds the request's id to an error whose cause only the logs tell. */
export function withRequestId(error: GraphQLFormattedError, requestId: string): GraphQLFormattedError {
  if (error.extensions?.['code'] !== 'INTERNAL_SERVER_ERROR' || 'requestId' in error.extensions) return error;
  return { ...error, extensions: { ...error.extensions, requestId } };
}
