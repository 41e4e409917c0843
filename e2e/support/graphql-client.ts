import { createClient, type Client } from 'graphql-ws';
import WebSocket from 'ws';

/** The response of a GraphQL server. */
export interface GraphqlAnswer<Data> {
  data: Data | null;
  errors?: { message: string; path?: (string | number)[]; extensions?: { code?: string } }[];
}

/** One signed-in (or anonymous) app talking to one gateway, as any frontend would. */
export interface GraphqlClient {
  /** The access token that it sends; undefined without a session. */
  readonly token: string | undefined;
  /** The whole answer, errors included. */
  send<Data>(query: string, variables?: Record<string, unknown>): Promise<GraphqlAnswer<Data>>;
  /** The data; throws on any error. */
  ask<Data>(query: string, variables?: Record<string, unknown>): Promise<Data>;
  /** Events of a subscription, to be read one by one. */
  subscribe<Data>(query: string, variables?: Record<string, unknown>): EventReader<Data>;
  withToken(token: string): GraphqlClient;
  /** The same session through another gateway. */
  through(url: string): GraphqlClient;
}

/** Reads a subscription's events in order. */
export interface EventReader<Data> extends AsyncDisposable {
  /** Every event until `isLast` holds for one, that one included. */
  until(isLast: (event: Data) => boolean): Promise<Data[]>;
  close(): Promise<void>;
}

/** @param url the gateway's `/graphql`. */
export function graphqlClient(url: string, token?: string): GraphqlClient {
  const send = async <Data>(query: string, variables: Record<string, unknown> = {}) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as GraphqlAnswer<Data>;
  };
  return {
    token,
    send,
    ask: async <Data>(query: string, variables?: Record<string, unknown>) =>
      dataOf(await send<Data>(query, variables)),
    subscribe: <Data>(query: string, variables?: Record<string, unknown>) =>
      readEvents<Data>(webSocketClient(url, token), query, variables ?? {}),
    withToken: (next) => graphqlClient(url, next),
    through: (other) => graphqlClient(other, token),
  };
}

function dataOf<Data>(answer: GraphqlAnswer<Data>): Data {
  if (answer.errors !== undefined || answer.data === null) {
    throw new Error(`GraphQL errors: ${JSON.stringify(answer.errors)}`);
  }
  return answer.data;
}

function webSocketClient(url: string, token?: string): Client {
  return createClient({
    url: url.replace(/^http/, 'ws'),
    webSocketImpl: WebSocket,
    lazy: true,
    retryAttempts: 0,
    connectionParams: token === undefined ? {} : { authorization: `Bearer ${token}` },
  });
}

function readEvents<Data>(
  client: Client,
  query: string,
  variables: Record<string, unknown>,
): EventReader<Data> {
  const events = client.iterate<Data>({ query, variables });
  const close = async () => {
    await events.return?.();
    await client.dispose();
  };
  return {
    until: async (isLast) => {
      const seen: Data[] = [];
      for (;;) {
        const next = await events.next();
        if (next.done === true)
          throw new Error(`The subscription ended early, after ${JSON.stringify(seen)}`);
        const event = dataOf(next.value as GraphqlAnswer<Data>);
        seen.push(event);
        if (isLast(event)) return seen;
      }
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}
