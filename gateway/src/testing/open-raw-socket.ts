import { once } from 'node:events';
import { GRAPHQL_TRANSPORT_WS_PROTOCOL } from 'graphql-ws';
import { WebSocket } from 'ws';

/** A message of graphql-transport-ws. */
export type RawMessage = Record<string, unknown>;

/** A socket on which a test says what it likes, in any order. */
export interface RawSocket extends Disposable {
  /** Sends messages, all at once; text goes as it is. */
  readonly send: (...messages: (RawMessage | string)[]) => void;
  /** All that came so far. */
  readonly received: () => RawMessage[];
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>;
  /** Cuts the connection. */
  readonly vanish: () => void;
}

/** Opens a socket; nothing has been said on it. */
export async function openRawSocket(
  url: string,
  protocols: string[] = [GRAPHQL_TRANSPORT_WS_PROTOCOL],
): Promise<RawSocket> {
  const socket = new WebSocket(url, protocols);
  const received: RawMessage[] = [];
  socket.on('message', (data: Buffer) => received.push(JSON.parse(data.toString()) as RawMessage));
  const closed = once(socket, 'close').then(([code, reason]: unknown[]) => ({
    code: Number(code),
    reason: String(reason),
  }));
  await once(socket, 'open');
  return {
    send: (...messages) => {
      for (const one of messages) socket.send(typeof one === 'string' ? one : JSON.stringify(one));
    },
    received: () => received,
    closed,
    vanish: () => socket.terminate(),
    [Symbol.dispose]: () => socket.terminate(),
  };
}
