import { isPublicCode, maskedMessage } from '@cartwright/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';

/** Extensions that may hold stack traces, addresses or HTTP headers. */
const privateExtensions = new Set(['stacktrace', 'exception', 'http', 'serviceName']);

/** What a client may see of an error: code, path and locations as they are, without internals; what is unexpected is masked. */
export function formatError(error: GraphQLFormattedError): GraphQLFormattedError {
  const isPublic = isPublicCode(error.extensions?.['code']);
  const extensions = isPublic ? publicExtensions(error) : maskedExtensions(error);
  return { ...placeOf(error), message: isPublic ? error.message : maskedMessage, extensions };
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

/** Adds the request's id to a masked error, so that its cause can be found in the logs. */
export function withRequestId(error: GraphQLFormattedError, requestId: string): GraphQLFormattedError {
  if (error.extensions?.['code'] !== 'INTERNAL_SERVER_ERROR' || 'requestId' in error.extensions) return error;
  return { ...error, extensions: { ...error.extensions, requestId } };
}
