import type { FetchNode, PlanNode } from '@apollo/query-planner';
import { GraphQLError, OperationTypeNode, type GraphQLFormattedError } from 'graphql';
import { readVariables } from '../../input/read-variables.ts';
import type { SubgraphResponse } from '../../transport/subgraph-transport.ts';
import { mergeData, type Data } from '../../execution/merge-data.ts';
import { placesAt, type Place } from './places.ts';
import type { ResponsePath } from '../../execution/response-path.ts';
import type { FetchSubgraph, PlannedOperation } from '../../execution/plan-executor.ts';
import { representationOf } from './representations.ts';
import { rewriteData, rewritePath } from '../../execution/rewrite-data.ts';
import { rootResponseKeys } from '../../execution/root-response-keys.ts';

/** What the subgraphs gave for an operation, merged, before it is shaped into the answer. */
export interface FetchedData {
  readonly data: Data;
  /** What subgraphs reported, each at its place in the answer. */
  readonly errors: GraphQLError[];
  /** Where a subgraph said that an entity does not exist. */
  readonly absent: ResponsePath[];
}

interface Fetching {
  readonly operation: PlannedOperation;
  readonly subgraphs: Readonly<Record<string, FetchSubgraph>>;
  /** The operation's variables with their defaults, which conditions of the plan go by. */
  readonly coerced: Data;
  readonly fetched: FetchedData;
}

/** What a fetch gave, with its errors under the client's names. */
interface GivenData {
  readonly data: SubgraphResponse['data'];
  readonly errors: readonly GraphQLFormattedError[];
}

/** A fetch, and one of the places that it is for. */
interface PlacedFetch {
  readonly node: FetchNode;
  readonly place: Place;
  readonly fetching: Fetching;
}

/** Asks the subgraphs what the plan says. An answer that is missing leaves a hole and an error at each place it was for. */
export async function fetchData(
  operation: PlannedOperation,
  subgraphs: Readonly<Record<string, FetchSubgraph>>,
): Promise<FetchedData> {
  const fetched: FetchedData = { data: {}, errors: [], absent: [] };
  const { node } = operation.plan;
  if (node === undefined) return fetched;
  if (node.kind === 'Subscription') throw new Error('A subscription is not executed but opened.');
  const read = readVariables({ ...operation, schema: operation.supergraph.schema });
  const coerced = read.kind === 'valid' ? read.values : {};
  const root = [{ path: [], data: fetched.data }];
  await follow(node, root, { operation, subgraphs, coerced, fetched });
  return fetched;
}

async function follow(node: PlanNode, places: readonly Place[], fetching: Fetching): Promise<void> {
  if (places.length === 0) return;
  switch (node.kind) {
    case 'Sequence':
      for (const next of node.nodes) await follow(next, places, fetching);
      return;
    case 'Parallel':
      await Promise.all(node.nodes.map((next) => follow(next, places, fetching)));
      return;
    case 'Flatten':
      return follow(node.node, placesAt(places, node.path), fetching);
    case 'Condition': {
      const next = fetching.coerced[node.condition] === true ? node.ifClause : node.elseClause;
      return next && follow(next, places, fetching);
    }
    case 'Fetch':
      return node.requires === undefined
        ? fetchFields(node, places, fetching)
        : fetchEntities(node, places, fetching);
    case 'Defer':
      throw new Error('Incremental delivery is not supported.');
  }
}

async function fetchFields(node: FetchNode, places: readonly Place[], fetching: Fetching): Promise<void> {
  const { data, errors } = await ask(node, {}, fetching);
  for (const place of places) {
    for (const error of errors) report(error, fieldPaths(error, { node, place, fetching }), fetching);
    rewriteData(data, node.outputRewrites, fetching.operation.supergraph.supergraphSchema);
    mergeData(place.data, data);
  }
}

async function fetchEntities(node: FetchNode, places: readonly Place[], fetching: Fetching): Promise<void> {
  const { supergraphSchema } = fetching.operation.supergraph;
  const wanted = places.flatMap((place) => {
    const representation = representationOf(place.data, node.requires ?? [], supergraphSchema);
    return representation === undefined ? [] : [{ place, representation }];
  });
  if (wanted.length === 0) return;
  const representations = wanted.map(({ representation }) => representation);
  rewriteData(representations, node.inputRewrites, supergraphSchema);
  const { data, errors } = await ask(node, { representations }, fetching);
  const paths = wanted.map(({ place }) => place.path);
  for (const error of errors) report(error, entityPaths(error, paths), fetching);
  const entities: unknown = data?.['_entities'];
  if (!Array.isArray(entities)) return;
  for (const [index, { place }] of wanted.entries()) receive(entities[index], { node, place, fetching });
}

function receive(entity: unknown, { node, place, fetching }: PlacedFetch): void {
  if (typeof entity !== 'object' || entity === null) {
    fetching.fetched.absent.push(place.path);
    return;
  }
  const typed = { __typename: place.data['__typename'], ...entity };
  rewriteData(typed, node.outputRewrites, fetching.operation.supergraph.supergraphSchema);
  mergeData(place.data, typed);
}

async function ask(node: FetchNode, own: Data, fetching: Fetching): Promise<GivenData> {
  const { variables, context, operation } = fetching.operation;
  const fetch = fetching.subgraphs[node.serviceName];
  if (fetch === undefined) throw new Error(`There is no way to the subgraph ${node.serviceName}.`);
  const used = (node.variableUsages ?? []).filter((name) => Object.hasOwn(variables, name));
  const { data, errors = [] } = await fetch({
    query: node.operation,
    operationName: node.operationName,
    variables: { ...Object.fromEntries(used.map((name) => [name, variables[name]])), ...own },
    forwarded: context.forwarded,
    asker: context,
    gone: operation.operation === OperationTypeNode.QUERY ? context.gone : undefined,
  });
  return { data, errors: errors.map((error) => atClientPath(error, node)) };
}

function atClientPath(error: GraphQLFormattedError, { outputRewrites }: FetchNode): GraphQLFormattedError {
  const { path } = error;
  return path === undefined ? error : { ...error, path: rewritePath(path, outputRewrites) };
}

function report(
  { message, extensions }: GraphQLFormattedError,
  paths: readonly ResponsePath[],
  { fetched }: Fetching,
): void {
  for (const path of paths) fetched.errors.push(new GraphQLError(message, { path, extensions }));
}

/** An error without a path is about every field of its fetch. */
function fieldPaths({ path }: GraphQLFormattedError, { node, place, fetching }: PlacedFetch): ResponsePath[] {
  const keys = () => rootResponseKeys(node.operation, fetching.coerced);
  const within = path === undefined ? keys().map((key) => [key]) : [path];
  return within.map((one) => [...place.path, ...one]);
}

/** An error that names no entity is about every entity of its fetch. */
function entityPaths(
  { path = [] }: GraphQLFormattedError,
  entities: readonly ResponsePath[],
): readonly ResponsePath[] {
  const [, index, ...rest] = path;
  const entity = typeof index === 'number' ? entities[index] : undefined;
  return entity === undefined ? entities : [[...entity, ...rest]];
}
