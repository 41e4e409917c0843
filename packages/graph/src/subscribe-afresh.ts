import { createSourceEventStream, execute, type ExecutionArgs, type ExecutionResult } from 'graphql';

/** An operation whose context can be made anew. */
export interface RepeatedOperation extends ExecutionArgs {
  readonly freshContext: () => unknown;
}

/**
 * Subscribes like graphql-js, but executes each event with a context of its own: a loader that lived as long as the
 * subscription would answer later events with what it loaded for the first.
 */
export async function subscribeAfresh(
  operation: RepeatedOperation,
): Promise<ExecutionResult | AsyncGenerator<ExecutionResult, void, void>> {
  const events = await createSourceEventStream(operation);
  if (!(Symbol.asyncIterator in events)) return events;
  return mapEvents(events[Symbol.asyncIterator](), async (rootValue) =>
    execute({ ...operation, rootValue, contextValue: await operation.freshContext() }),
  );
}

/** Not an async generator: there a pending `next` would hold `return` back, and an unsubscribe would leak the source. */
function mapEvents(
  events: AsyncIterator<unknown>,
  respond: (event: unknown) => Promise<ExecutionResult>,
): AsyncGenerator<ExecutionResult, void, void> {
  const end = async (): Promise<IteratorReturnResult<undefined>> => {
    await events.return?.();
    return { value: undefined, done: true };
  };
  return {
    next: async () => {
      const event = await events.next();
      return event.done === true
        ? { value: undefined, done: true }
        : { value: await respond(event.value), done: false };
    },
    return: end,
    throw: async (error) => {
      await end();
      throw error;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
    [Symbol.asyncDispose]: async () => {
      await end();
    },
  };
}
