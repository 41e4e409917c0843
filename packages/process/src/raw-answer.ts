import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { HttpRefusal } from './http-refusal.ts';
import { answerHeaders } from './security-headers.ts';

/** Answers a request that fastify has no reply for, in GraphQL's error shape, and ends its connection. */
export function answerRaw(socket: Duplex, { status, headers, errors }: HttpRefusal, publicUrl = ''): void {
  if (!socket.writable) return;
  const body = JSON.stringify({ errors });
  const lines = Object.entries({
    ...answerHeaders(publicUrl),
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    connection: 'close',
    ...headers,
  }).map(([name, value]) => `${name}: ${value}`);
  const head = [`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`, ...lines];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
}
