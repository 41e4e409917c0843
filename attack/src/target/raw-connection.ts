import { connect, type Socket } from 'node:net';
import type { Visitor } from './visitor.ts';

/** What came back over a connection. */
export interface RawExchange {
  readonly text: string;
  /** Whether the server has ended it. */
  readonly isClosed: boolean;
  readonly ms: number;
}

/** Opens a TCP connection to the gateway from the visitor's address. */
export function openConnection({ address, url }: Pick<Visitor, 'address' | 'url'>): Socket {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port), localAddress: address });
  socket.on('error', () => undefined); // its end is what is looked at
  return socket;
}

const patienceMs = 2_000;

/** What is said on a connection until the server ends it, `isEnough` holds of it, or the time is up; it is closed then. */
export function readUntilClosed(
  socket: Socket,
  mostMs = patienceMs,
  isEnough?: (text: string) => boolean,
): Promise<RawExchange> {
  const startedAt = performance.now();
  const chunks: Buffer[] = [];
  const { promise, resolve } = Promise.withResolvers<RawExchange>();
  const end = (isClosed: boolean): void => {
    clearTimeout(timer);
    const text = Buffer.concat(chunks).toString('latin1');
    resolve({ text, isClosed, ms: performance.now() - startedAt });
    socket.destroy();
  };
  const timer = setTimeout(() => end(false), mostMs);
  socket.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    if (isEnough?.(Buffer.concat(chunks).toString('latin1'))) end(false);
  });
  socket.once('end', () => end(true));
  socket.once('close', () => end(true));
  socket.resume();
  return promise;
}

/** Writes bytes as they are, and reads what comes back. */
export function exchangeRaw(
  visitor: Visitor,
  bytes: string | Uint8Array,
  mostMs = patienceMs,
): Promise<RawExchange> {
  const socket = openConnection(visitor);
  socket.write(bytes);
  return readUntilClosed(socket, mostMs);
}

/** The statuses of the responses in what came back, in their order. */
export function statusesIn(text: string): number[] {
  return [...text.matchAll(/HTTP\/1\.[01] (\d{3})/g)].map(([, status]) => Number(status));
}
