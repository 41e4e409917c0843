import type { FastifyInstance } from 'fastify';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** Serves an app until the test ends, and connects to it; `answer` is all that has come back so far. */
export async function connectTo(
  app: Pick<FastifyInstance, 'listen' | 'close' | 'server'>,
): Promise<{ readonly socket: Socket; readonly answer: () => string }> {
  await app.listen({ port: 0, host: '127.0.0.1' });
  onTestFinished(() => app.close());
  const { port } = app.server.address() as AddressInfo;
  const socket = connect(port, '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  let answer = '';
  socket.on('data', (part: Buffer) => (answer += part.toString()));
  return { socket, answer: () => answer };
}
