import { createClient, type Client } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { GraphQLFormattedError } from 'graphql';
import type { SubgraphRequest, UpstreamEnd, UpstreamObserver } from './subgraph-transport.ts';

/** One replica's WebSocket endpoint, the headers of the upgrade, and what to subscribe to. */
export interface Upstream {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly request: SubgraphRequest;
}

const pingIntervalMs = 10_000;
const pongTimeoutMs = 5_000;
/** The code with which a subgraph closes when the token expires. */
const refusalCode = 4403;
/** The code with which a subgraph closes when the gateway's signature does not fit: for operators to mend, not for clients. */
const notSignedCode = 4401;

/** Subscribes at one replica, over a connection of its own; the returned function closes it. */
export function openUpstream(upstream: Upstream, observer: UpstreamObserver): () => void {
  const client = connect(upstream, () => observer.connected());
  const { query, operationName, variables } = upstream.request;
  let over = false;
  const end = (reason: UpstreamEnd) => {
    if (over) return;
    over = true;
    observer.ended(reason);
  };
  const unsubscribe = client.subscribe(
    { query, operationName, variables: { ...variables } },
    {
      next: ({ data, errors }) => {
        if (!over) observer.event({ ...(data !== undefined && { data }), ...(errors && { errors }) });
      },
      error: (error) => end(upstreamEnd(error)),
      complete: () => end({ kind: 'completed' }),
    },
  );
  return () => {
    over = true;
    unsubscribe();
  };
}

function connect({ url, headers }: Upstream, onConnected: () => void): Client {
  let pongTimer: NodeJS.Timeout | undefined;
  const client = createClient({
    url,
    webSocketImpl: webSocketWith(headers),
    lazy: true,
    retryAttempts: 0,
    keepAlive: pingIntervalMs,
    connectionAckWaitTimeout: pongTimeoutMs,
    on: {
      connected: onConnected,
      ping: (received) => {
        if (!received) pongTimer = setTimeout(() => client.terminate(), pongTimeoutMs);
      },
      pong: (received) => {
        if (received) clearTimeout(pongTimer);
      },
      closed: () => clearTimeout(pongTimer),
    },
  });
  return client;
}

/** graphql-ws makes its WebSocket itself, without headers. */
function webSocketWith(headers: Readonly<Record<string, string>>) {
  return class extends WebSocket {
    constructor(url: string, protocols: string) {
      super(url, protocols, { headers });
    }
  };
}

function upstreamEnd(error: unknown): UpstreamEnd {
  if (Array.isArray(error)) return { kind: 'refused', errors: error as GraphQLFormattedError[] };
  const { code, reason } = closeEvent(error);
  if (code === notSignedCode) return { kind: 'refused', errors: [notSigned] };
  if (code === refusalCode) return { kind: 'refused', errors: [refusal(reason)] };
  return { kind: 'lost', reason: code > 0 ? `closed with ${code} ${reason}`.trim() : messageOf(error) };
}

const notSigned: GraphQLFormattedError = {
  message: 'This subscription is not available at the moment. Try again shortly.',
  extensions: { code: 'UNAVAILABLE' },
};

function messageOf(error: unknown): string {
  const hasMessage = typeof error === 'object' && error !== null && 'message' in error;
  return hasMessage ? String(error.message) : 'connection failed';
}

function closeEvent(error: unknown): { code: number; reason: string } {
  if (typeof error !== 'object' || error === null || !('code' in error)) return { code: 0, reason: '' };
  const reason = 'reason' in error && typeof error.reason === 'string' ? error.reason : '';
  return { code: typeof error.code === 'number' ? error.code : 0, reason };
}

function refusal(reason: string): GraphQLFormattedError {
  return { message: reason === '' ? 'Not authenticated.' : reason, extensions: { code: 'UNAUTHENTICATED' } };
}
