import type { GraphQLError } from 'graphql';
import type { VariableValues } from '../input/read-arguments.ts';
import type { SubgraphResponse } from '../transport/subgraph-transport.ts';
import type { Data } from './merge-data.ts';
import type { Place } from './places.ts';
import type { FetchSubgraph, PlannedOperation } from './plan-executor.ts';
import type { ResponsePath } from './response-path.ts';

/** A plan while it is followed for one request, and what the subgraphs have given so far, merged. */
export interface PlanRun {
  readonly operation: PlannedOperation;
  readonly subgraphs: Readonly<Record<string, FetchSubgraph>>;
  /** The operation's variables with their defaults, which conditions of the plan go by. */
  readonly coerced: VariableValues;
  readonly data: Data;
  /** Whether no text that the subgraphs have given so far has to be escaped in JSON. */
  isPlain: boolean;
  /** What subgraphs reported, each at its place in the answer. */
  readonly errors: GraphQLError[];
  /** Where a subgraph said that an entity does not exist. */
  readonly absent: ResponsePath[];
  /** What this request has asked already, by all that is sent; kept for fetches that a plan may have more than once. */
  readonly asked: Map<string, Promise<SubgraphResponse>>;
}

/** A step of a plan, compiled. */
export type PlanStep = (places: readonly Place[], run: PlanRun) => Promise<void>;
