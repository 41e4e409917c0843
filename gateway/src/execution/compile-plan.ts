import type { FetchNode, PlanNode, QueryPlan } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
import { compileEntityFetch, compileFieldFetch, textWithoutName } from './compile-fetch.ts';
import type { PlanRun, PlanStep } from './plan-run.ts';
import { placesAt } from './places.ts';

/** Asks the subgraphs what a plan says, and merges what they give into the run's data. */
export type CompiledPlan = (run: PlanRun) => Promise<void>;

/** Compiles a plan. @throws Error for a subscription, which is opened and not executed, and for incremental delivery */
export function compilePlan({ node }: QueryPlan, supergraphSchema: GraphQLSchema): CompiledPlan {
  if (node === undefined) return () => Promise.resolve();
  if (node.kind === 'Subscription') throw new Error('A subscription is not executed but opened.');
  const repeated = repeatedFetches(node);
  const step = compileNode(node, { schema: supergraphSchema, isRepeated: (fetch) => repeated.has(fetch) });
  return (run) => step([{ data: run.data, at: undefined }], run);
}

interface PlanCompilation {
  readonly schema: GraphQLSchema;
  /** Whether another fetch of the plan may ask the same. */
  readonly isRepeated: (fetch: FetchNode) => boolean;
}

function compileNode(node: PlanNode, compilation: PlanCompilation): PlanStep {
  switch (node.kind) {
    case 'Sequence':
      return inSequence(node.nodes.map((next) => compileNode(next, compilation)));
    case 'Parallel':
      return inParallel(node.nodes.map((next) => compileNode(next, compilation)));
    case 'Flatten': {
      const step = compileNode(node.node, compilation);
      return (places, run) => unlessNowhere(placesAt(places, node.path), run, step);
    }
    case 'Condition':
      return onCondition(node.condition, {
        met: node.ifClause && compileNode(node.ifClause, compilation),
        unmet: node.elseClause && compileNode(node.elseClause, compilation),
      });
    case 'Fetch': {
      const fetch = { node, schema: compilation.schema, isRepeated: compilation.isRepeated(node) };
      return node.requires === undefined ? compileFieldFetch(fetch) : compileEntityFetch(fetch);
    }
    case 'Defer':
      throw new Error('Incremental delivery is not supported.');
  }
}

function inSequence(steps: readonly PlanStep[]): PlanStep {
  return async (places, run) => {
    for (const step of steps) await step(places, run);
  };
}

function inParallel(steps: readonly PlanStep[]): PlanStep {
  return async (places, run) => {
    await Promise.all(steps.map((step) => step(places, run)));
  };
}

function unlessNowhere(places: Parameters<PlanStep>[0], run: PlanRun, step: PlanStep): Promise<void> {
  return places.length === 0 ? Promise.resolve() : step(places, run);
}

interface Clauses {
  readonly met: PlanStep | undefined;
  readonly unmet: PlanStep | undefined;
}

function onCondition(variable: string, { met, unmet }: Clauses): PlanStep {
  return async (places, run) => {
    const step = run.coerced[variable] === true ? met : unmet;
    await step?.(places, run);
  };
}

/** The fetches whose text is that of another fetch of the plan: with the same variables they ask the same. */
function repeatedFetches(root: PlanNode): ReadonlySet<FetchNode> {
  const byText = Map.groupBy(fetchesOf(root), (fetch) => `${fetch.serviceName}:${textWithoutName(fetch)}`);
  return new Set([...byText.values()].filter(({ length }) => length > 1).flat());
}

function fetchesOf(node: PlanNode | undefined): FetchNode[] {
  switch (node?.kind) {
    case 'Fetch':
      return [node];
    case 'Sequence':
    case 'Parallel':
      return node.nodes.flatMap(fetchesOf);
    case 'Flatten':
      return fetchesOf(node.node);
    case 'Condition':
      return [...fetchesOf(node.ifClause), ...fetchesOf(node.elseClause)];
    case 'Defer':
    case undefined:
      return [];
  }
}
