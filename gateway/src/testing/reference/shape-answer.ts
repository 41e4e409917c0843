import {
  execute,
  GraphQLError,
  type ExecutionResult,
  type GraphQLFieldResolver,
  type GraphQLTypeResolver,
} from 'graphql';
import { graphqlError, maskedMessage } from '@cartwright/errors';
import { AbsentEntities } from './absent-entities.ts';
import type { FetchedData } from './fetch-data.ts';
import { isData, valueOf } from '../../execution/merge-data.ts';
import { PathSet } from '../../execution/path-set.ts';
import type { PlannedOperation } from '../../execution/plan-executor.ts';

/**
 * Shapes what the subgraphs gave into the answer: selected fields only, in their order, with nulls where something is missing.
 * A null where the schema has none travels up to the next place that may be null (specification, 6.4.4), and there is an
 * error that says why: what a subgraph reported, NOT_FOUND for an entity that should exist, or else a fault of ours.
 */
export function shapeAnswer(
  { supergraph, names: { document }, operationName, variables }: PlannedOperation,
  { data, errors, absent: places }: FetchedData,
): ExecutionResult {
  const absent = new AbsentEntities(places, supergraph.expectedReferences);
  const shaped = execute({
    schema: supergraph.schema,
    document,
    operationName,
    variableValues: variables,
    rootValue: data,
    fieldResolver: byResponseKey(absent),
    typeResolver: byTypename,
  });
  if (shaped instanceof Promise) throw new Error('Shaping an answer waits for nothing.');
  const reported = new PathSet(errors.map(({ path }) => path ?? []));
  const unexplained = (shaped.errors ?? []).filter(({ path = [] }) => !reported.touches(path));
  const all = [...errors, ...unexplained.flatMap((error) => explain(error, absent, shaped.data))];
  return { data: shaped.data ?? null, ...(all.length > 0 && { errors: all }) };
}

/** Subgraphs answer under the client's own response keys. */
function byResponseKey(absent: AbsentEntities): GraphQLFieldResolver<unknown, unknown> {
  return (source, _args, _context, info) => {
    absent.note(info);
    return isData(source) ? valueOf(source, info.path.key) : undefined;
  };
}

/** Plans ask for the type's name wherever a type is abstract. */
const byTypename: GraphQLTypeResolver<unknown, unknown> = (value) => {
  const name = isData(value) ? value['__typename'] : undefined;
  return typeof name === 'string' ? name : undefined;
};

function explain(
  error: GraphQLError,
  absent: AbsentEntities,
  data: ExecutionResult['data'],
): readonly GraphQLError[] {
  const { nodes = null, path = [], originalError = error } = error;
  const verdict = absent.judge(path, data);
  if (verdict === 'may-be') return [];
  const { message, extensions } =
    verdict === 'missing'
      ? graphqlError('NOT_FOUND', 'What this leads to does not exist (any more).')
      : graphqlError('INTERNAL_SERVER_ERROR', maskedMessage);
  return [new GraphQLError(message, { nodes, path, extensions, originalError })];
}
