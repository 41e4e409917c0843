import { getOperationAST, parse, validate, type DocumentNode } from 'graphql';
import { documentHash } from '../../pipeline/document-hash.ts';
import { formatThrown } from '../../errors/format-error.ts';
import { CompiledExecutor } from '../../execution/compiled-executor.ts';
import type { FetchSubgraph, PlanExecutor, PlannedOperation } from '../../execution/plan-executor.ts';
import type { LoadedSupergraph } from '../../supergraph/loaded-supergraph.ts';
import { QueryPlanExecutor } from '../reference/query-plan-executor.ts';
import type { RandomOperation } from './generated-operation.ts';

/** An answer in a form in which two of them can be compared: the order of errors says nothing. */
export interface ComparableAnswer {
  readonly data: string | undefined;
  readonly errors: readonly string[];
}

/** What both executors made of an operation. */
export interface Comparison {
  readonly compiled: ComparableAnswer;
  readonly reference: ComparableAnswer;
}

const compiled = new CompiledExecutor();
const reference = new QueryPlanExecutor();

/** Has both executors answer an operation over the same subgraphs; undefined when the operation cannot be run. */
export async function compareExecutors(
  supergraph: LoadedSupergraph,
  operation: RandomOperation,
  subgraphs: Readonly<Record<string, FetchSubgraph>>,
): Promise<Comparison | undefined> {
  const document = parse(operation.query);
  if (validate(supergraph.schema, document).length > 0) return undefined;
  const planned = plan(supergraph, document, operation);
  const answerOf = async (executor: PlanExecutor) => {
    const { data, errors } = await executor.execute(planned, subgraphs);
    return { data, errors: errors.map((error) => JSON.stringify(formatThrown(error))).toSorted() };
  };
  return { reference: await answerOf(reference), compiled: await answerOf(compiled) };
}

function plan(
  supergraph: LoadedSupergraph,
  document: DocumentNode,
  { query, variables }: RandomOperation,
): PlannedOperation {
  const operationName = getOperationAST(document)?.name?.value;
  const planned = supergraph.plan({ document, operationName, queryHash: documentHash(query) });
  const { node } = planned.plan;
  const nodes = node?.kind === 'Subscription' ? [node.primary, ...(node.rest ? [node.rest] : [])] : [];
  const forwarded = { 'x-request-id': 'r1', traceparent: '', 'x-client-network': '' };
  return {
    ...planned,
    plan: nodes.length === 0 ? planned.plan : { kind: 'QueryPlan', node: { kind: 'Sequence', nodes } },
    supergraph,
    operationName,
    variables: planned.names.renamed(variables),
    context: { viewer: null, requestId: 'r1', clientAddress: '127.0.0.1', forwarded },
  };
}
