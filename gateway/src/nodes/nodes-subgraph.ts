import { maskError } from '@cartwright/errors';
import { loadSchema, OperationStore } from '@cartwright/graph';
import type { Logger } from '@cartwright/process';
import type { GraphQLFormattedError, GraphQLResolveInfo } from 'graphql';
import type { FetchSubgraph } from '../execution/plan-executor.ts';
import type { SubgraphRequest, SubgraphResponse } from '../transport/subgraph-transport.ts';
import { expectedTypes } from './expected-types.ts';
import { NodeFinder, type FoundNode } from './node-finder.ts';
import { nodesSchemaFile } from './schema-file.ts';

interface Context {
  readonly finder: NodeFinder;
}

const resolvers = {
  Query: {
    node: (
      _root: unknown,
      { id }: { readonly id: string },
      { finder }: Context,
      info: GraphQLResolveInfo,
    ) => {
      finder.admit([id]);
      return finder.find(id, expectedTypes(info));
    },
    nodes: (
      _root: unknown,
      { ids }: { readonly ids: readonly string[] },
      { finder }: Context,
      info: GraphQLResolveInfo,
    ) => {
      finder.admit(ids);
      const expected = expectedTypes(info);
      return ids.map((id) => finder.find(id, expected));
    },
  },
  Node: { __resolveType: ({ __typename }: FoundNode) => __typename },
};

/**
 * The subgraph of `node` and `nodes`, which is a part of the gateway: it finds out which subgraph has an object, and the plan goes
 * on from there as from any reference. It asks as whoever asks the gateway, so that it finds nothing that they may not see.
 */
export function nodesSubgraph(
  subgraphs: Readonly<Record<string, FetchSubgraph>>,
  logger: Logger,
): FetchSubgraph {
  const operations = new OperationStore(loadSchema(nodesSchemaFile, resolvers, { owns: {} }));
  return async (request) => {
    const { query, operationName, variables, forwarded, asker, gone, turn } = request;
    const prepared = operations.prepare(query, operationName);
    if (!('compiled' in prepared)) return { errors: formatted(prepared, request, logger) };
    const asking = { forwarded, asker, gone, turn };
    const contextValue: Context = { finder: new NodeFinder({ subgraphs, asking }) };
    const { data, errors } = await prepared.compiled.execute({ contextValue, variableValues: variables });
    const answer: SubgraphResponse = data === undefined ? {} : { data };
    return errors === undefined ? answer : { ...answer, errors: formatted(errors, request, logger) };
  };
}

function formatted(
  errors: readonly unknown[],
  { forwarded }: SubgraphRequest,
  logger: Logger,
): GraphQLFormattedError[] {
  return errors.map((error) => maskError(error, { id: forwarded['x-request-id'], logger }));
}
