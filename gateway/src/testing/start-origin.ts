import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import type { ConnectionPool, OriginOptions } from '../transport/connection-pool.ts';
import { eventually } from './eventually.ts';

/** An answer with this body, and more lines in its head where they are given. */
export const answerOf = (body: string, head = ''): string =>
  `HTTP/1.1 200 OK\r\n${head}content-length: ${body.length}\r\n\r\n${body}`;

/** A request that a server has got, to be answered by hand. */
export interface Got {
  readonly socket: Socket;
  /** The number of its connection. */
  readonly connection: number;
  readonly text: string;
}

/** A server that keeps what it gets. */
export async function startServer() {
  const got: Got[] = [];
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    const connection = sockets.push(socket);
    socket.on('error', () => undefined);
    socket.setEncoding('latin1').on('data', (text: string) => got.push({ socket, connection, text }));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const stop = async (): Promise<void> => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url, got, sockets, stop };
}

/** Such a server, with connections to it. */
export async function startOrigin(
  open: (url: URL, options: OriginOptions) => ConnectionPool,
  options: Partial<OriginOptions> = {},
) {
  const server = await startServer();
  const pool = open(server.url, {
    ...{ connectTimeoutMs: 1_000, timeoutMs: 10_000, maxConnections: 2 },
    ...options,
  });
  return {
    ...server,
    pool,
    ask: (body: string, signal: AbortSignal | null = null) =>
      pool.send({ method: 'POST', path: '/graphql', headers: [{ 'x-a': 'b' }], body }, signal),
    /** The requests so far, once there are so many. */
    requests: async (count: number) => {
      await eventually(() => server.got.length).toBe(count);
      return server.got.slice(0, count);
    },
    [Symbol.asyncDispose]: async () => {
      await pool.close();
      await server.stop();
    },
  };
}
