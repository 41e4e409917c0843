import { GraphQLError, isValueNode, Kind, type GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';
import { ZodError } from 'zod';
import { isPublicCode } from './graphql-error.ts';
import { isUnavailable } from './transient-errors.ts';

/** What a client reads in place of an internal error. */
export const maskedMessage = 'Something went wrong on our side.';

const unavailableMessage = 'This part of the store is not available at the moment. Try again shortly.';

/** Turns any error into what a client may see; an internal one is logged under the request's id. */
export function maskError(
  error: unknown,
  request: { readonly id: string; readonly logger: Pick<Logger, 'error'> },
): GraphQLFormattedError {
  const place = error instanceof GraphQLError ? placeOf(error) : {};
  const original = originalOf(error);
  const publicPart = error instanceof GraphQLError ? publicPartOf(error) : undefined;
  if (publicPart !== undefined) return { ...place, ...publicPart };
  if (original instanceof ZodError) return { ...place, ...describeZodError(original) };
  const isOutage = isUnavailable(error);
  const cause = isOutage ? 'request failed: a dependency is not available' : 'request failed';
  request.logger.error({ err: original, path: place.path }, cause);
  const code = isOutage ? 'UNAVAILABLE' : 'INTERNAL_SERVER_ERROR';
  const message = isOutage ? unavailableMessage : maskedMessage;
  return { ...place, message, extensions: { code, requestId: request.id } };
}

function publicPartOf(
  error: GraphQLError,
): Pick<GraphQLFormattedError, 'message' | 'extensions'> | undefined {
  const { code } = error.extensions;
  if (isPublicCode(code)) return { message: error.message, extensions: withoutInternals(error.extensions) };
  if (code !== undefined || !isBadInput(error)) return undefined;
  return { message: error.message, extensions: { code: 'BAD_USER_INPUT' } };
}

/**
 * graphql-js sets no code when it cannot read input. The error points at a variable's definition, or at the value of an
 * argument; what a resolver throws points at its field.
 */
function isBadInput({ nodes, path }: GraphQLError): boolean {
  const [node, ...others] = nodes ?? [];
  if (node === undefined || others.length > 0) return false;
  return path === undefined ? node.kind === Kind.VARIABLE_DEFINITION : isValueNode(node);
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
