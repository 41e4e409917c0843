import { maskedMessage } from '@cartwright/errors';
import { mapStream } from '@cartwright/graph';
import type { Logger } from '@cartwright/process';
import { GraphQLError } from 'graphql';
import { overloadOf } from '../errors/overload-of.ts';
import { logErrors } from '../errors/log-errors.ts';
import type { Answer } from '../execution/answer.ts';
import type { CachedResult, KeptResult, ResponseCache } from '../response-cache/response-cache.ts';
import type { OperationExecutor } from '../execution/operation-executor.ts';
import type { RequestContext } from '../execution/request-context.ts';
import type { SubscriptionSlot } from '../subscriptions/subscription-slot.ts';
import type { LoadedSupergraph } from '../supergraph/loaded-supergraph.ts';
import { admitOperation, type AdmissionRules, type AdmittedOperation } from './admit-operation.ts';
import type { Carriage } from './carriage.ts';
import { findDocument, type DocumentSources } from './find-document.ts';
import { formatEvent, formatRefusal, formatResult } from './format-answer.ts';
import { keptOutcome } from './kept-outcome.ts';
import { readOperationMessage, type OperationMessage } from './operation-message.ts';
import { malformed, type OperationOutcome } from './operation-outcome.ts';
import { RefusedOperation } from './request-errors.ts';
import { withTokenFault } from './token-fault.ts';

/** What operations are run with. */
export interface OperationRunnerOptions extends AdmissionRules, DocumentSources {
  /** The supergraph that new operations get. */
  readonly supergraph: () => LoadedSupergraph;
  readonly executor: OperationExecutor;
  /** Undefined when answers are not kept. */
  readonly responses: ResponseCache | undefined;
  /** Whether errors may name what the client did not: 'Did you mean …?' */
  readonly suggestions: boolean;
  readonly logger: Logger;
}

/** Runs what a client sent, through the one pipeline of all transports. Never rejects. */
export type RunOperation = (
  sent: unknown,
  context: RequestContext,
  carriage: Carriage,
) => Promise<OperationOutcome>;

interface Asked {
  readonly context: RequestContext;
  readonly carriage: Carriage;
}

/** What the cache answered, or what was answered without one. */
type Answered =
  | KeptResult
  | (Pick<Extract<CachedResult, { kind: 'own' }>, 'kind' | 'result'> & Partial<Pick<CachedResult, 'status'>>);

/**
 * Makes the one way to run operations: the document is found, the operation is admitted, executed, and answered with
 * errors that are masked, bounded and logged.
 */
export function operationRunner(options: OperationRunnerOptions): RunOperation {
  return async (sent, context, carriage) => {
    const outcome = await run(sent, { context, carriage }, options);
    return outcome.kind === 'rejected' ? withTokenFault(outcome, context.tokenFault) : outcome;
  };
}

async function run(sent: unknown, asked: Asked, options: OperationRunnerOptions): Promise<OperationOutcome> {
  const read = readOperationMessage(sent);
  if (read.kind === 'malformed') return malformed(read.reason);
  const found = await findDocument(read.message, options);
  if (found.kind === 'rejected') return found;
  const { query, registerAs } = found;
  const outcome = await execute({ ...read.message, query }, asked, options);
  if (registerAs !== undefined && outcome.kind !== 'rejected') void options.persisted.set(registerAs, query);
  return outcome;
}

async function execute(
  message: OperationMessage & { readonly query: string },
  { context, carriage }: Asked,
  options: OperationRunnerOptions,
): Promise<OperationOutcome> {
  const subscription: SubscriptionSlot = {};
  try {
    const incoming = {
      supergraph: options.supergraph(),
      query: message.query,
      operationName: message.operationName || undefined,
      variables: message.variables ?? {},
      context: { ...context, ...(carriage.streams && { subscription }) },
      carriage,
    };
    const answered = await executed(await admitOperation(incoming, options), options);
    if (subscription.stream === undefined) return outcomeOf(answered, context, options);
    const stream = mapStream(subscription.stream, (event) => formatEvent(event, context));
    return { kind: 'stream', stream };
  } catch (error) {
    return answer({ data: undefined, errors: errorsOf(error) }, context, options);
  }
}

/** As the cache has it, or executed anew. */
async function executed(
  operation: AdmittedOperation,
  { executor, responses }: OperationRunnerOptions,
): Promise<Answered> {
  const execute = (one: AdmittedOperation) => executor.execute(one);
  return responses === undefined
    ? { kind: 'own', result: await execute(operation) }
    : responses.answer(operation, execute);
}

/** What is kept has been formatted, and everybody gets its bytes. */
function outcomeOf(
  answered: Answered,
  context: RequestContext,
  options: OperationRunnerOptions,
): OperationOutcome {
  if (answered.kind === 'kept') return keptOutcome(answered);
  const outcome = answer(answered.result, context, options);
  return outcome.kind === 'result' ? { ...outcome, cache: answered.status } : outcome;
}

function answer(
  result: Answer,
  { requestId, ...context }: RequestContext,
  { logger, suggestions }: OperationRunnerOptions,
): OperationOutcome {
  const { errors, data } = result;
  const overload = overloadOf(result);
  if (overload !== undefined) return formatRefusal([overload], { requestId, suggestions });
  if (errors.length > 0) logErrors(logger, errors, requestId);
  return data === undefined
    ? formatRefusal(errors, { requestId, suggestions })
    : { kind: 'result', result: formatResult(result, { requestId, ...context }) };
}

function errorsOf(error: unknown): readonly GraphQLError[] {
  if (error instanceof RefusedOperation) return error.errors;
  return [error instanceof GraphQLError ? error : internalError(error)];
}

function internalError(cause: unknown): GraphQLError {
  return new GraphQLError(maskedMessage, {
    originalError: cause instanceof Error ? cause : new Error(String(cause)),
    extensions: { code: 'INTERNAL_SERVER_ERROR' },
  });
}
