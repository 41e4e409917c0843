import { bringsJson, isPlainlySent } from '@cartwright/process';
import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import { maxKeyLength } from './request-key.ts';

const path = '/graphql';
/** What makes a request of the gateway one that its route has to look into. */
const tellingHeaders = [
  'cache-control',
  'x-graphql-event-stream-token',
  'access-control-request-private-network',
] as const;

/** Whether a request is an operation in the form in which most come. */
export function isPlain(request: IncomingMessage, maxBodyBytes: number): boolean {
  const { method, headers, url = '' } = request;
  if (tellingHeaders.some((name) => headers[name] !== undefined) || !isPlainlySent(request)) return false;
  if (method === 'GET') return isQuery(url) && headers['content-length'] === undefined;
  return method === 'POST' && url === path && bringsJson(request, Math.min(maxKeyLength, maxBodyBytes));
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
