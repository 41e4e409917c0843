import { isErrorCode, httpStatusOfCode } from '@cartwright/errors';
import type { KeptTexts, OperationStore } from '@cartwright/graph';
import { GraphQLError, OperationTypeNode, type GraphQLFormattedError } from 'graphql';
import type { Asker } from './asker.ts';
import { maskErrors } from './mask-errors.ts';
import { readOperation } from './read-operation.ts';
import type { ContextFactory, ContextInput } from './subgraph-options.ts';

/** What answers operations. */
export interface Answering {
  readonly operations: OperationStore;
  readonly createContext: ContextFactory;
  /** What is kept of what was written; with it an answer is for `writeAnswer` alone. */
  readonly texts?: KeptTexts | undefined;
}

/** One request, and who waits for its answer. */
export interface Call {
  readonly input: ContextInput;
  readonly asker: Asker;
}

/** An answer of GraphQL over HTTP. */
export interface HttpAnswer {
  readonly status: number;
  readonly body: {
    readonly errors?: readonly GraphQLFormattedError[] | undefined;
    readonly data?: Readonly<Record<string, unknown>> | null | undefined;
  };
}

/** Answers the operation in a body. A request that cannot be executed has a status of its own, as one without `data` has. */
export async function answerOperation(
  body: unknown,
  call: Call,
  { operations, createContext, texts }: Answering,
): Promise<HttpAnswer> {
  try {
    const { query, operationName, variables: variableValues } = readOperation(body);
    const prepared = operations.prepare(query, operationName);
    if (!('compiled' in prepared)) return refused(prepared, call);
    if (prepared.compiled.type === OperationTypeNode.QUERY) call.asker.onlyReads();
    if (prepared.compiled.type === OperationTypeNode.SUBSCRIPTION) return refused([overHttp()], call);
    const contextValue = await createContext(call.input);
    const { errors, data } = await prepared.compiled.execute({ contextValue, variableValues, texts });
    if (data === undefined) return refused(errors ?? [], call);
    return { status: 200, body: errors === undefined ? { data } : { errors: formatted(errors, call), data } };
  } catch (error) {
    return refused([error], call);
  }
}

function refused(errors: readonly unknown[], call: Call): HttpAnswer {
  const [first] = errors;
  return { status: statusOf(first), body: { errors: formatted(errors, call) } };
}

/** graphql-js gives what it refuses no code. */
function statusOf(error: unknown): number {
  if (!(error instanceof GraphQLError)) return httpStatusOfCode.INTERNAL_SERVER_ERROR;
  const { code } = error.extensions;
  if (code === 'PERSISTED_QUERY_NOT_SUPPORTED') return 200;
  return isErrorCode(code) ? httpStatusOfCode[code] : 400;
}

/** Nobody reads the errors of a query that was given up, and they are no fault. */
function formatted(errors: readonly unknown[], { asker, input }: Call): GraphQLFormattedError[] {
  if (asker.gone.aborted) return [{ message: 'Nobody waits for this answer any more.' }];
  return maskErrors(errors, input.request);
}

function overHttp(): GraphQLError {
  return new GraphQLError('Subscriptions come over WebSocket.', { extensions: { code: 'BAD_REQUEST' } });
}
