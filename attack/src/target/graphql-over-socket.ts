import { once } from 'node:events';
import WebSocket from 'ws';
import { readAnswer, type GraphqlAnswer, type Visitor } from './visitor.ts';

interface Message {
  readonly type: string;
  readonly payload?: unknown;
}

/**
 * Opens a socket as `graphql-transport-ws`, acknowledged unless it `isSilent`; from the visitor's address, with their token.
 * @throws when it is refused or closed
 */
export async function openSocket(
  { url, address, token }: Visitor,
  { isSilent = false }: { readonly isSilent?: boolean } = {},
): Promise<WebSocket> {
  const socket = new WebSocket(url.replace(/^http/, 'ws'), 'graphql-transport-ws', { localAddress: address });
  await once(socket, 'open');
  if (isSilent) return socket;
  const acknowledged = Promise.race([
    once(socket, 'message'),
    once(socket, 'close').then(([code]) => Promise.reject(new Error(`closed with ${String(code)}`))),
  ]);
  const payload = token === undefined ? {} : { authorization: `Bearer ${token}` };
  socket.send(JSON.stringify({ type: 'connection_init', payload }));
  await acknowledged;
  return socket;
}

/** Asks over a WebSocket; the first answer, or status 0 with how the socket was closed. */
export async function graphqlOverSocket(visitor: Visitor, query: string): Promise<GraphqlAnswer> {
  const startedAt = performance.now();
  const socket = await openSocket(visitor);
  try {
    socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query } }));
    const body = await firstAnswer(socket);
    return readAnswer({ status: 0, headers: {}, body, ms: performance.now() - startedAt });
  } finally {
    socket.terminate();
  }
}

/** As a GraphQL answer; the payload of `error` is the list of errors. */
async function firstAnswer(socket: WebSocket): Promise<string> {
  const closed = once(socket, 'close').then(
    ([code, reason]) => `closed with ${String(code)} ${String(reason)}`,
  );
  const answered = once(socket, 'message').then(([data]) => {
    const { type, payload } = JSON.parse(String(data)) as Message;
    return JSON.stringify(type === 'error' ? { errors: payload } : payload);
  });
  return Promise.race([closed, answered]);
}
