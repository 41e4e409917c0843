import { createSourceEventStream, type ExecutionArgs, type ExecutionResult } from 'graphql';
import type { EventStream } from './event-stream.ts';
import type { CompiledOperation } from './execution/compile-operation.ts';
import { mapStream } from './map-stream.ts';

/** An operation that is executed once per event, each time with a new context. */
export interface RepeatedOperation extends ExecutionArgs {
  readonly compiled: CompiledOperation;
  readonly freshContext: () => unknown;
}

/**
 * Subscribes like graphql-js, but executes each event with a context of its own: a loader that lived as long as the
 * subscription would answer later events from its cache.
 */
export async function subscribeAfresh(
  operation: RepeatedOperation,
): Promise<ExecutionResult | EventStream<ExecutionResult>> {
  const { compiled, freshContext, variableValues } = operation;
  const events = await createSourceEventStream(operation);
  if (!(Symbol.asyncIterator in events)) return events;
  return mapStream(events[Symbol.asyncIterator](), async (rootValue) =>
    compiled.execute({ rootValue, contextValue: await freshContext(), variableValues }),
  );
}
