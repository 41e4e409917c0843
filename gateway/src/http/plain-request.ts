import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import { maxKeyLength } from './request-key.ts';

const path = '/graphql';
const plainType = /^application\/json(?:; ?charset=utf-8)?$/i;
/** What makes a request one that its route has to look into. */
const tellingHeaders = [
  'expect',
  'transfer-encoding',
  'content-encoding',
  'cache-control',
  'x-graphql-event-stream-token',
  'access-control-request-private-network',
] as const;

/** Whether a request is an operation in the form in which most come. */
export function isPlain(request: IncomingMessage, maxBodyBytes: number): boolean {
  const { method, headers, url = '' } = request;
  if (tellingHeaders.some((name) => headers[name] !== undefined) || hosts(request) !== 1) return false;
  if (method === 'GET') return isQuery(url) && headers['content-length'] === undefined;
  if (method !== 'POST' || url !== path || !plainType.test(headers['content-type'] ?? '')) return false;
  const length = Number(headers['content-length'] ?? 0);
  return length > 0 && length <= Math.min(maxKeyLength, maxBodyBytes);
}

/** What fastify's parser would look for, too: keys that change what an object is. */
const suspicious = /__proto__|constructor|\\u/;

/** What the body of a plain request holds; undefined for one that its route has to read, or to refuse. */
export function plainOperation(body: Buffer | undefined): unknown {
  if (body === undefined || !isUtf8(body)) return undefined;
  const text = body.toString('utf8');
  if (suspicious.test(text)) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** An event stream may be named in the URL, too. */
function isQuery(url: string): boolean {
  return url.startsWith(`${path}?`) && !/[?&](?:token|%)/.test(url);
}

/** Names and values take turns. */
function hosts({ rawHeaders }: IncomingMessage): number {
  let count = 0;
  for (let at = 0; at < rawHeaders.length; at += 2)
    if (rawHeaders[at]?.length === 4 && rawHeaders[at]?.toLowerCase() === 'host') count += 1;
  return count;
}
