import type { IncomingMessage } from 'node:http';
import { countHosts } from './one-host.ts';

/** What makes a request one that its route has to look into, whatever it is about. */
const tellingHeaders = ['expect', 'transfer-encoding', 'content-encoding', 'upgrade'] as const;

/** Whether a request comes as most do: to one host, and with a body, if any, that is sent as it is and whose length is told. */
export function isPlainlySent({ headers, rawHeaders }: IncomingMessage): boolean {
  return tellingHeaders.every((name) => headers[name] === undefined) && countHosts(rawHeaders) === 1;
}

const plainType = /^application\/json(?:; ?charset=utf-8)?$/i;

/** Whether a request has a body of JSON in UTF-8 that is at most so long, as it tells by its headers. */
export function bringsJson({ headers }: IncomingMessage, maxBodyBytes: number): boolean {
  const length = Number(headers['content-length'] ?? 0);
  return length > 0 && length <= maxBodyBytes && plainType.test(headers['content-type'] ?? '');
}
