import { GraphQLError } from 'graphql';

/** An operation as it was posted. */
export interface PostedOperation {
  readonly query: string;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>> | null;
}

/**
 * Reads the body of a GraphQL request over HTTP.
 * @throws GraphQLError BAD_REQUEST for another form, PERSISTED_QUERY_NOT_SUPPORTED for the hash of one: the gateway knows these
 */
export function readOperation(body: unknown): PostedOperation {
  if (!isRecord(body)) throw badRequest('The body must be a JSON object with a `query`.');
  const { query, operationName = null, variables = null, extensions = null } = body;
  if (extensions !== null && !isRecord(extensions)) throw badRequest('`extensions` must be an object.');
  if (isRecord(extensions?.['persistedQuery'])) throw persistedQueryNotSupported();
  if (typeof query !== 'string' || query === '')
    throw badRequest('`query` must be a text that is not empty.');
  if (operationName !== null && typeof operationName !== 'string')
    throw badRequest('`operationName` must be a text.');
  if (variables !== null && !isRecord(variables)) throw badRequest('`variables` must be an object.');
  return { query, operationName, variables };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function badRequest(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_REQUEST' } });
}

/** In the words of Apollo's clients, which send the whole query then. */
function persistedQueryNotSupported(): GraphQLError {
  return new GraphQLError('PersistedQueryNotSupported', {
    extensions: { code: 'PERSISTED_QUERY_NOT_SUPPORTED' },
  });
}
