import { createGraphiQLFetcher, isAsyncIterable, type Fetcher, type FetcherParams } from '@graphiql/toolkit';
import type { ExecutionResult, IntrospectionQuery } from 'graphql';
import { currentOperation } from './current-operation.ts';
import { sortIntrospection } from './schema/sort-introspection.ts';

/** Told of every answer: each event of a subscription is one. */
export type AnswerListener = (params: FetcherParams, result: ExecutionResult) => void;

/** Headers as the editor has them, before they are sent. */
export type HeaderChange = (headers: Record<string, string>) => Promise<Record<string, string>>;

/** Sends operations over HTTP and subscriptions over a WebSocket, to the endpoint above this page. */
export function storeFetcher(onAnswer: AnswerListener, changeHeaders: HeaderChange): Fetcher {
  const send = createGraphiQLFetcher({
    url: endpoint.href,
    subscriptionUrl: endpoint.href.replace(/^http/, 'ws'),
    enableIncrementalDelivery: false,
  });
  return async (asked, options) => {
    const { params, document } = currentOperation(asked);
    const headers = await changeHeaders(options?.headers ?? {});
    const answer = await send(params, { ...options, headers, ...(document && { documentAST: document }) });
    if (isAsyncIterable(answer)) return observed(answer as AsyncIterable<ExecutionResult>, params, onAnswer);
    const result = answer as ExecutionResult;
    if (params.operationName === 'IntrospectionQuery') return sorted(result);
    onAnswer(params, result);
    return result;
  };
}

/** Beside this page, so that it is the same store under whichever address it was opened. */
export const endpoint = new URL('../graphql', document.baseURI);

function sorted(result: ExecutionResult): ExecutionResult {
  const data = result.data as IntrospectionQuery | null | undefined;
  return data == null ? result : { ...result, data: { ...sortIntrospection(data) } };
}

/** No generator: one that waits for an event would keep `return()` waiting with it, and the subscription open. */
function observed(
  events: AsyncIterable<ExecutionResult>,
  params: FetcherParams,
  onAnswer: AnswerListener,
): AsyncIterableIterator<ExecutionResult> {
  const source = events[Symbol.asyncIterator]();
  const end = { done: true, value: undefined } as const;
  return {
    async next() {
      const event = await source.next();
      if (event.done !== true) onAnswer(params, event.value);
      return event;
    },
    return: () => source.return?.() ?? Promise.resolve(end),
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
