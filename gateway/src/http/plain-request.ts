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

/** How many bytes the body of a plain request has; undefined for a request that is not plain. */
export function plainLength(request: IncomingMessage): number | undefined {
  const { method, headers, url = '' } = request;
  if (tellingHeaders.some((name) => headers[name] !== undefined) || hosts(request) !== 1) return undefined;
  if (method === 'GET') return isQuery(url) && headers['content-length'] === undefined ? 0 : undefined;
  if (method !== 'POST' || url !== path || !plainType.test(headers['content-type'] ?? '')) return undefined;
  const length = Number(headers['content-length'] ?? 0);
  return length > 0 && length <= maxKeyLength ? length : undefined;
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
