import { buildOperationContext, executeQueryPlan, type ServiceMap } from '@apollo/gateway';
import type { ExecutionResult } from 'graphql';
import type { Logger } from '@cartwright/process';
import type { FetchSubgraph, PlanExecutor, PlannedOperation } from './plan-executor.ts';
import type { RequestContext } from './request-context.ts';

type ApolloRequestContext = Parameters<typeof executeQueryPlan>[2];
type DataSource = ServiceMap[string];

/** Executes plans with the executor of @apollo/gateway. */
export class ApolloPlanExecutor implements PlanExecutor {
  readonly #logger: Logger;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  async execute(
    operation: PlannedOperation,
    subgraphs: Readonly<Record<string, FetchSubgraph>>,
  ): Promise<ExecutionResult> {
    const { supergraph, plan, document, operationName, variables, context } = operation;
    const operationContext = buildOperationContext({
      schema: supergraph.schema,
      operationDocument: document,
      ...(operationName !== undefined && { operationName }),
    });
    return executeQueryPlan(
      plan,
      serviceMap(subgraphs, context),
      this.#requestContext(variables, context),
      operationContext,
      supergraph.supergraphSchema,
      supergraph.apiSchema,
    );
  }

  /** Apollo's executor reads these four properties and no other. */
  #requestContext(
    variables: Readonly<Record<string, unknown>>,
    context: RequestContext,
  ): ApolloRequestContext {
    const read = { request: { variables }, context, metrics: {}, logger: this.#logger };
    return read as unknown as ApolloRequestContext;
  }
}

function serviceMap(subgraphs: Readonly<Record<string, FetchSubgraph>>, context: RequestContext): ServiceMap {
  const services: ServiceMap = {};
  for (const [name, fetch] of Object.entries(subgraphs)) services[name] = dataSource(fetch, context);
  return services;
}

function dataSource(fetch: FetchSubgraph, { forwarded }: RequestContext): DataSource {
  return {
    process: ({ request: { query = '', operationName, variables = {} } }) =>
      fetch({ query, operationName, variables, forwarded }),
  };
}
