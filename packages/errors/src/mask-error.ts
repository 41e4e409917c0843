import { isUnavailable } from './transient-errors.ts';
import { GraphQLError, Kind, type GraphQLFormattedError } from 'graphql';
import { ZodError } from 'zod';
import { isErrorCode } from './graphql-error.ts';
import type { Logger } from 'pino';

/** What a client reads instead of an error that is not meant for it. */
export const maskedMessage = 'Something went wrong on our side.';

const requestFaults = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_REQUEST',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
]);

/** Turns any error into what a client may see, and logs what it may not under the request's id. */
export function maskError(
  error: unknown,
  request: { readonly id: string; readonly logger: Pick<Logger, 'error'> },
): GraphQLFormattedError {
  const place = error instanceof GraphQLError ? placeOf(error) : {};
  const original = originalOf(error);
  const meant = error instanceof GraphQLError ? meantForClient(error) : undefined;
  if (meant !== undefined) return { ...place, ...meant };
  if (original instanceof ZodError) return { ...place, ...describeZodError(original) };
  if (isUnavailable(error)) {
    request.logger.error({ err: original, path: place.path }, 'what is behind us can not do it now');
    const extensions = { code: 'UNAVAILABLE', requestId: request.id };
    return {
      ...place,
      message: 'This part of the store is not available at the moment. Try again shortly.',
      extensions,
    };
  }
  request.logger.error({ err: original, path: place.path }, 'request failed');
  const extensions = { code: 'INTERNAL_SERVER_ERROR', requestId: request.id };
  return { ...place, message: maskedMessage, extensions };
}

function meantForClient(
  error: GraphQLError,
): Pick<GraphQLFormattedError, 'message' | 'extensions'> | undefined {
  const { code } = error.extensions;
  const isMeant = (isErrorCode(code) && code !== 'INTERNAL_SERVER_ERROR') || requestFaults.has(String(code));
  if (isMeant) return { message: error.message, extensions: withoutInternals(error.extensions) };
  if (code !== undefined || !isBadVariable(error)) return undefined;
  return { message: error.message, extensions: { code: 'BAD_USER_INPUT' } };
}

/** graphql-js gives the coercion of a variable no code; it points at the variable's definition. */
function isBadVariable({ nodes, path }: GraphQLError): boolean {
  return path === undefined && nodes?.length === 1 && nodes[0]?.kind === Kind.VARIABLE_DEFINITION;
}

function describeZodError(error: ZodError): Pick<GraphQLFormattedError, 'message' | 'extensions'> {
  const fields = error.issues.map(({ path, message }) => ({ field: path.map(String).join('.'), message }));
  const message = fields
    .map(({ field, message }) => (field === '' ? message : `${field}: ${message}`))
    .join('; ');
  return { message, extensions: { code: 'BAD_USER_INPUT', fields } };
}

function placeOf({ locations, path }: GraphQLError): Pick<GraphQLFormattedError, 'locations' | 'path'> {
  return { ...(locations === undefined ? {} : { locations }), ...(path === undefined ? {} : { path }) };
}

function originalOf(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError !== undefined
    ? originalOf(error.originalError)
    : error;
}

function withoutInternals(extensions: GraphQLError['extensions']): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(extensions).filter(([name]) => name !== 'stacktrace' && name !== 'http'),
  );
}
