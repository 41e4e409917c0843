import { createClient, type Client, type FormattedExecutionResult } from 'graphql-ws';
import { WebSocket } from 'ws';

/** How a socket was closed. */
export interface CloseEvent {
  readonly code: number;
  readonly reason: string;
}

/** A client on a WebSocket of its own. */
export interface TestClient extends AsyncDisposable {
  readonly client: Client;
  /** How the socket was closed, once it is. */
  readonly closed: Promise<CloseEvent>;
  /** Runs an operation; `return()` of the stream unsubscribes. */
  stream(query: string, variables?: Record<string, unknown>): EventStream;
  /** The first result of an operation. */
  first(query: string, variables?: Record<string, unknown>): Promise<TestEvent>;
}

/** Results over a WebSocket. */
export type EventStream = AsyncIterableIterator<TestEvent, undefined>;

/** A result over a WebSocket. */
export type TestEvent = FormattedExecutionResult;

/** Opens a client that neither retries nor waits to connect. */
export function openClient(url: string, connectionParams?: Record<string, unknown>): TestClient {
  const { promise: closed, resolve } = Promise.withResolvers<CloseEvent>();
  const client = createClient({
    url,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    lazy: false,
    onNonLazyError: () => undefined,
    ...(connectionParams && { connectionParams }),
    on: { closed: (event) => resolve(event as CloseEvent) },
  });
  const stream: TestClient['stream'] = (query, variables = {}) =>
    client.iterate({ query, variables }) as EventStream;
  return {
    client,
    closed,
    stream,
    first: async (query, variables) => {
      const { value } = await stream(query, variables).next();
      if (value === undefined) throw new Error('The operation ended without a result.');
      return value;
    },
    [Symbol.asyncDispose]: async () => {
      await client.dispose();
    },
  };
}
