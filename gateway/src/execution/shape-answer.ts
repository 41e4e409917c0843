import {
  execute,
  GraphQLError,
  type ExecutionResult,
  type GraphQLFieldResolver,
  type GraphQLTypeResolver,
} from 'graphql';
import { graphqlError, maskedMessage } from '@cartwright/errors';
import type { FetchedData } from './fetch-data.ts';
import { isData, valueOf } from './merge-data.ts';
import { PathSet } from './path-set.ts';
import type { PlannedOperation } from './plan-executor.ts';

/**
 * Shapes what the subgraphs gave into the answer: selected fields only, in their order, with nulls where something is missing.
 * A null where the schema has none travels up to the next place that may be null (specification, 6.4.4), and then there
 * is an error that says why: what a subgraph reported, or NOT_FOUND where it said that the entity does not exist.
 */
export function shapeAnswer(
  { supergraph, document, operationName, variables }: PlannedOperation,
  { data, errors, absent }: FetchedData,
): ExecutionResult {
  const shaped = execute({
    schema: supergraph.answerSchema,
    document,
    operationName,
    variableValues: variables,
    rootValue: data,
    fieldResolver: byResponseKey,
    typeResolver: byTypename,
  });
  if (shaped instanceof Promise) throw new Error('Shaping an answer waits for nothing.');
  const reported = new PathSet(errors.map(({ path }) => path ?? []));
  const gone = new PathSet(absent);
  const unexplained = (shaped.errors ?? []).filter(({ path = [] }) => !reported.touches(path));
  const all = [...errors, ...unexplained.map((error) => explain(error, gone))];
  return all.length === 0 ? shaped : { ...shaped, errors: all };
}

/** Subgraphs answer under the client's own response keys. */
const byResponseKey: GraphQLFieldResolver<unknown, unknown> = (source, _args, _context, { path }) =>
  isData(source) ? valueOf(source, path.key) : undefined;

/** Plans ask for the type's name wherever a type is abstract. */
const byTypename: GraphQLTypeResolver<unknown, unknown> = (value) => {
  const name = isData(value) ? value['__typename'] : undefined;
  return typeof name === 'string' ? name : undefined;
};

function explain(error: GraphQLError, gone: PathSet): GraphQLError {
  const { nodes = null, path = null, originalError = error } = error;
  const isGone = gone.holdsStartOf(path ?? []);
  const { message, extensions } = isGone
    ? graphqlError('NOT_FOUND', 'What this leads to does not exist (any more).')
    : graphqlError('INTERNAL_SERVER_ERROR', maskedMessage);
  return new GraphQLError(message, { nodes, path, extensions, originalError });
}
