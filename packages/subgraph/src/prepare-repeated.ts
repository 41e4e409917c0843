import type { OperationStore, RepeatedOperation } from '@cartwright/graph';
import type { Logger } from '@cartwright/process';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import type { ContextFactory, ContextInput } from './subgraph-options.ts';

/** What answers operations that go on. */
export interface RepeatedAnswering {
  readonly schema: GraphQLSchema;
  readonly operations: OperationStore;
  readonly createContext: ContextFactory;
  readonly logger: Logger;
}

/** An operation as it was asked for. */
export interface AskedOperation {
  readonly query: string;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
}

/** Prepares an operation that is executed once per event, or says why it cannot be. */
export async function prepareRepeated(
  { query, operationName, variables }: AskedOperation,
  input: ContextInput,
  { schema, operations, createContext }: Omit<RepeatedAnswering, 'logger'>,
): Promise<RepeatedOperation | readonly GraphQLError[]> {
  const freshContext = async (): Promise<object> => createContext(input);
  const prepared = operations.prepare(query, operationName);
  if (!('compiled' in prepared)) return prepared;
  input.request.logger.debug({ operationName }, 'operation that goes on');
  try {
    const contextValue = await freshContext();
    return { schema, ...prepared, operationName, variableValues: variables, contextValue, freshContext };
  } catch (error) {
    const originalError = error instanceof Error ? error : new Error(String(error));
    return [
      error instanceof GraphQLError ? error : new GraphQLError(originalError.message, { originalError }),
    ];
  }
}
