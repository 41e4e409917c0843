import { createServer, type IncomingHttpHeaders, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { mapStream, type EventStream } from '@cartwright/graph';
import {
  createSourceEventStream,
  execute,
  graphql,
  parse,
  type ExecutionArgs,
  type ExecutionResult,
  type GraphQLSchema,
} from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';

type Resolvers = NonNullable<
  Extract<Parameters<typeof buildSubgraphSchema>[0], { typeDefs: unknown }>['resolvers']
>;

/** What a toy subgraph is made of. */
export interface ToySubgraphOptions {
  readonly sdl: string;
  readonly resolvers: Resolvers;
  /** A port that was used before, to come back as the same replica. */
  readonly port?: number;
}

/** A request as it arrived. */
export interface SeenRequest {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** Whether its client left before it was answered. */
  readonly isGivenUp: () => boolean;
}

/** A subgraph on a real port: GraphQL over HTTP and graphql-transport-ws, and what it was asked. */
export interface ToySubgraph extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
  readonly requests: SeenRequest[];
  /** The requests that were upgraded to WebSockets. */
  readonly upgrades: IncomingMessage[];
  /** Variables of subscriptions, in order. */
  readonly subscribed: (Record<string, unknown> | null | undefined)[];
  /** Subscriptions that are open at this moment. */
  openSubscriptions(): number;
  /** Stops as a crash would: sockets are cut and the port refuses. */
  kill(): Promise<void>;
  /** Cuts every connection, and keeps listening. */
  dropConnections(): void;
  /** Set to make every request wait for it. */
  stuckUntil: Promise<void> | undefined;
  /** Set to answer with this HTTP status, and a body that is empty unless it is set, too. */
  failWith: number | undefined;
  failBody: string;
}

/** Starts a toy subgraph. */
export async function startToySubgraph({
  sdl,
  resolvers,
  port = 0,
}: ToySubgraphOptions): Promise<ToySubgraph> {
  const schema = buildSubgraphSchema({ typeDefs: parse(sdl), resolvers });
  const server = createServer((request, response) => {
    const isGivenUp = (): boolean => response.destroyed && !response.writableFinished;
    void answer(request, isGivenUp, { schema, toy }).then(({ status, body }) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(body);
    });
  });
  const sockets = new WebSocketServer({ server, path: '/graphql' });
  let open = 0;
  const toy: ToySubgraph = {
    url: '',
    port: 0,
    requests: [],
    upgrades: [],
    subscribed: [],
    stuckUntil: undefined,
    failWith: undefined,
    failBody: '',
    openSubscriptions: () => open,
    dropConnections: () => server.closeAllConnections(),
    kill: () => kill(server, sockets),
    [Symbol.asyncDispose]: () => kill(server, sockets),
  };
  useServer(
    {
      schema,
      onConnect: ({ extra }) => void toy.upgrades.push(extra.request),
      onSubscribe: (_connection, _id, { variables }) => void toy.subscribed.push(variables),
      subscribe: async (operation) => {
        const events = await createSourceEventStream(operation);
        if (!(Symbol.asyncIterator in events)) return events;
        open += 1;
        return executedEvents(events[Symbol.asyncIterator](), operation, () => (open -= 1));
      },
    },
    sockets,
  );
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const { port: given } = server.address() as AddressInfo;
  return Object.assign(toy, { port: given, url: `http://127.0.0.1:${given}` });
}

async function answer(
  request: IncomingMessage,
  isGivenUp: () => boolean,
  { schema, toy }: { readonly schema: GraphQLSchema; readonly toy: ToySubgraph },
): Promise<{ status: number; body: string }> {
  if (request.method === 'GET') return { status: 200, body: JSON.stringify({ path: request.url }) };
  const body = await text(request);
  toy.requests.push({ headers: request.headers, body, isGivenUp });
  await toy.stuckUntil;
  if (toy.failWith !== undefined) return { status: toy.failWith, body: toy.failBody };
  if (request.url !== '/graphql') return { status: 200, body };
  const { query, variables } = JSON.parse(body) as { query: string; variables: Record<string, unknown> };
  const result = await graphql({
    schema,
    source: query,
    variableValues: variables,
    contextValue: { headers: request.headers },
  });
  return { status: 200, body: JSON.stringify(result) };
}

/** Calls back once, when the subscription is over. */
function executedEvents(
  events: AsyncIterator<unknown>,
  operation: ExecutionArgs,
  onEnd: () => void,
): EventStream<ExecutionResult> {
  let hasEnded = false;
  const source = {
    next: () => events.next(),
    async return() {
      if (!hasEnded) onEnd();
      hasEnded = true;
      await events.return?.();
      return { done: true as const, value: undefined };
    },
  };
  return mapStream(source, (rootValue) => execute({ ...operation, rootValue }));
}

async function kill(server: Server, sockets: WebSocketServer): Promise<void> {
  for (const socket of sockets.clients) socket.terminate();
  sockets.close();
  if (!server.listening) return;
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await closed;
}
