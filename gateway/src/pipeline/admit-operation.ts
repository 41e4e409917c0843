import { graphqlError } from '@cartwright/errors';
import {
  getOperationAST,
  GraphQLError,
  OperationTypeNode,
  type DocumentNode,
  type OperationDefinitionNode,
} from 'graphql';
import { httpError } from '../errors/http-error.ts';
import type { ValidOperation } from '../execution/operation-executor.ts';
import type { RequestContext } from '../execution/request-context.ts';
import { readVariables } from '../input/read-variables.ts';
import { checkOperationCost } from '../limits/check-operation-cost.ts';
import { checkInputSize } from '../limits/input-size.ts';
import { fragmentsOf } from '../limits/document-size.ts';
import { estimateCost, type CostEstimate } from '../limits/estimate-cost.ts';
import type { OperationLimits } from '../limits/operation-limits.ts';
import { executedRootFieldNames, rootFieldNames } from '../limits/root-field-names.ts';
import type { CountedOperation, RateLimits } from '../rate/rate-limits.ts';
import type { LoadedSupergraph } from '../supergraph/loaded-supergraph.ts';
import type { Carriage } from './carriage.ts';
import { documentHash } from './document-hash.ts';
import type { PreparedDocuments } from './prepared-documents.ts';
import { refused, RefusedOperation } from './request-errors.ts';
import type { TrustedDocuments } from './trusted-documents.ts';

/** An operation whose text is known. */
export interface IncomingOperation {
  readonly supergraph: LoadedSupergraph;
  readonly query: string;
  readonly operationName: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly context: RequestContext;
  readonly carriage: Carriage;
}

/** An operation that may be executed, with what it counts as. */
export interface AdmittedOperation extends ValidOperation {
  readonly counted: CountedOperation;
}

/** What operations are admitted by. */
export interface AdmissionRules {
  readonly documents: PreparedDocuments;
  readonly limits: OperationLimits;
  readonly rates: RateLimits;
  /** The documents that may be run; any when undefined. */
  readonly trusted: TrustedDocuments | undefined;
}

/**
 * Makes sure that an operation may be executed: a trusted document, valid, of a kind that the transport carries, with
 * variables that fit, within limits and rates.
 * @throws RefusedOperation
 */
export async function admitOperation(
  incoming: IncomingOperation,
  rules: AdmissionRules,
): Promise<AdmittedOperation> {
  const { supergraph, query, operationName, variables, context, carriage } = incoming;
  const queryHash = documentHash(query);
  refuse(untrusted(queryHash, rules.trusted));
  const document = rules.documents.prepare(supergraph, { query, queryHash });
  const operation = operationOf(document, operationName);
  refuse(unfitting(operation, carriage));
  const { cost, values } = checkVariables({ supergraph, document, operation, variables }, rules.limits);
  const counted = { cost, rootFields: rootFieldsOf(operation, document) };
  const counting = rules.rates.countOperation(context, counted);
  if (counting !== undefined) await counting;
  const executedFields = executedRootFieldNames(operation, document, values);
  context.weigh?.({ ...counted, type: operation.operation, executedFields });
  return { supergraph, document, operation, operationName, queryHash, variables, context, counted };
}

function refuse(error: GraphQLError | undefined): void {
  if (error !== undefined) throw new RefusedOperation([error]);
}

function untrusted(queryHash: string, trusted: TrustedDocuments | undefined): GraphQLError | undefined {
  if (trusted === undefined || trusted.byHash.has(queryHash)) return undefined;
  return graphqlError('FORBIDDEN', 'This document is not one of the trusted documents.', {
    http: { status: 403 },
  });
}

function operationOf(document: DocumentNode, name: string | undefined): OperationDefinitionNode {
  const operation = getOperationAST(document, name);
  if (operation != null) return operation;
  const message =
    name === undefined
      ? 'Name the operation to run with operationName.'
      : `There is no operation named "${name}".`;
  throw refused('OPERATION_RESOLUTION_FAILURE', [new GraphQLError(message)]);
}

/** Mutations by GET are refused, and subscriptions too where GET was not asked for an event stream. */
function unfitting(
  { operation: type }: OperationDefinitionNode,
  { isReadOnly, streams }: Carriage,
): GraphQLError | undefined {
  const isFitting =
    !isReadOnly || type === OperationTypeNode.QUERY || (type === OperationTypeNode.SUBSCRIPTION && streams);
  return isFitting ? undefined : methodNotAllowed(type);
}

/** https://graphql.github.io/graphql-over-http/draft/#sec-GET: the status is 405. */
function methodNotAllowed(type: OperationTypeNode): GraphQLError {
  const hint = type === OperationTypeNode.SUBSCRIPTION ? ', or "Accept: text/event-stream"' : '';
  return httpError(405, `GET is for queries. A ${type} needs POST${hint}.`, { allow: 'POST' });
}

/** Returns what the operation costs, and its variables as they are read. */
function checkVariables(
  {
    supergraph: { schema, listSizes },
    document,
    operation,
    variables,
  }: Pick<ValidOperation, 'supergraph' | 'document' | 'operation' | 'variables'>,
  limits: OperationLimits,
): { readonly cost: number; readonly values: Readonly<Record<string, unknown>> } {
  refuse(checkInputSize(variables));
  const read = readVariables({ schema, operation, variables });
  if (read.kind === 'invalid') throw refused('BAD_USER_INPUT', read.errors);
  const costed = { schema, operation, fragments: fragmentsOf(document), listSizes, variables: read.values };
  const estimate = known.get(operation) ?? estimateCost(costed);
  if (!operation.variableDefinitions?.length) known.set(operation, estimate);
  refuse(checkOperationCost(estimate, limits));
  return { cost: estimate.cost, values: read.values };
}

/** Of each operation, which belongs to one document. */
const rootFields = new WeakMap<OperationDefinitionNode, readonly string[]>();

function rootFieldsOf(operation: OperationDefinitionNode, document: DocumentNode): readonly string[] {
  const listed = rootFields.get(operation);
  if (listed !== undefined) return listed;
  const names = rootFieldNames(operation, document);
  rootFields.set(operation, names);
  return names;
}

/** What operations without variables cost, which is the same each time; each belongs to one schema. */
const known = new WeakMap<OperationDefinitionNode, CostEstimate>();
