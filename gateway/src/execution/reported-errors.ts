import type { FetchNode } from '@apollo/query-planner';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { PlanRun } from './plan-run.ts';
import type { ResponsePath } from './response-path.ts';
import { rootResponseKeys } from './root-response-keys.ts';

/** Keeps an error that a subgraph reported, at each place of the answer that it is about. */
export function report(
  { errors }: PlanRun,
  { message, extensions }: GraphQLFormattedError,
  paths: readonly ResponsePath[],
): void {
  for (const path of paths) errors.push(new GraphQLError(message, { path, extensions }));
}

/** A fetch of root fields at one place. */
export interface FetchAt {
  readonly node: FetchNode;
  readonly run: PlanRun;
  readonly place: ResponsePath;
}

/** Where an error of a fetch of root fields belongs: one without a path is about every field of its fetch. */
export function fieldPaths({ path }: GraphQLFormattedError, { node, run, place }: FetchAt): ResponsePath[] {
  const within =
    path === undefined ? rootResponseKeys(node.operation, run.coerced).map((key) => [key]) : [path];
  return within.map((one) => [...place, ...one]);
}

/**
 * Where an error of a fetch of entities belongs, by the places of each entity: one that names no entity is about all of
 * them.
 */
export function entityPaths(
  { path = [] }: GraphQLFormattedError,
  entities: readonly (readonly ResponsePath[])[],
): readonly ResponsePath[] {
  const [, index, ...rest] = path;
  const places = typeof index === 'number' ? entities[index] : undefined;
  return places === undefined ? entities.flat() : places.map((place) => [...place, ...rest]);
}
