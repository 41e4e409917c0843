import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import { GraphQLError, type ExecutionResult } from 'graphql';
import type { OperationExecutor } from '../execution/operation-executor.ts';
import type { RequestContext } from '../execution/request-context.ts';
import type { SupergraphStore } from '../supergraph/supergraph-store.ts';

type Gateway = NonNullable<ApolloServerOptionsWithGateway<RequestContext>['gateway']>;
type Executor = NonNullable<Awaited<ReturnType<Gateway['load']>>['executor']>;
type Incoming = Parameters<Executor>[0];

/**
 * Gives Apollo Server its schema and executor. Each request is executed against the supergraph that it was validated
 * against, even when that has been replaced in the meantime.
 */
export function supergraphGateway(store: SupergraphStore, executor: OperationExecutor): Gateway {
  return {
    onSchemaLoadOrUpdate: (listener) =>
      store.onChange(({ schema, sdl }) => listener({ apiSchema: schema, coreSupergraphSdl: sdl })),
    load: () => Promise.resolve({ executor: (incoming) => execute(incoming, store, executor) }),
    stop: () => Promise.resolve(),
  };
}

/** Apollo's type says that there always is an operation; there is none when `operationName` names none. */
async function execute(
  incoming: Omit<Incoming, 'operation'> & { readonly operation?: Incoming['operation'] },
  store: SupergraphStore,
  executor: OperationExecutor,
): Promise<ExecutionResult> {
  const { schema, document, operation, request, queryHash, context } = incoming;
  if (operation === undefined) return { errors: [unknownOperation(request.operationName)] };
  return executor.execute({
    supergraph: store.ofSchema(schema),
    document,
    operation,
    operationName: request.operationName,
    queryHash,
    variables: request.variables ?? {},
    context: context as RequestContext,
  });
}

function unknownOperation(name: string | undefined): GraphQLError {
  return new GraphQLError(
    name === undefined
      ? 'Name the operation to run with operationName.'
      : `There is no operation named "${name}".`,
  );
}
