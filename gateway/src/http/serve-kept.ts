import type { IncomingMessage, Server } from 'node:http';
import { answerHeaders, boundStalledAnswer, requestIdFrom } from '@cartwright/process';
import { cacheStatusHeader } from '../response-cache/cache-status.ts';
import type { KeptResult } from '../response-cache/response-cache.ts';
import type { FindKept } from '../pipeline/find-kept.ts';
import { admitRequest, type AdmissionOptions } from './admit-request.ts';
import { readableBy } from './allow-origins.ts';
import { handOver } from './handed-over.ts';
import { interceptRequests, type Asked } from './intercept-requests.ts';
import { negotiate, type JsonType } from './negotiate.ts';
import type { IsAllowedOrigin } from './origin-policy.ts';
import { plainLength } from './plain-request.ts';
import { keyOfRequest, type KeyedRequest } from './request-key.ts';
import type { UnlistedProxies } from './unlisted-proxies.ts';
import { keptMessage, type KeptMessage } from './write-kept.ts';

/** What is answered before there are routes. */
export interface KeptServing extends AdmissionOptions {
  readonly findKept: FindKept;
  readonly proxies: UnlistedProxies;
  readonly isAllowedOrigin: IsAllowedOrigin;
  readonly clientAddress: (request: IncomingMessage) => string;
  readonly publicUrl: string;
  readonly draining: AbortSignal;
}

/** A plain request, and what it is answered in. */
interface Plain extends Asked {
  readonly type: JsonType;
  /** Hands it to its route. */
  readonly pass: () => void;
}

/**
 * Answers what is kept before a request meets its route: routing alone costs more than the answer. Only requests of the usual
 * form are looked at, and by the same functions as on the route; all others, and what is not kept, are handed over with what is
 * known of them by then.
 */
export function serveKept(server: Server, options: KeptServing): void {
  interceptRequests(server, ({ request, response }, pass) => {
    const type = plainType(request, options);
    if (type === undefined) pass();
    else void answerPlain({ request, response, type, pass }, options);
  });
}

/** How a plain request is answered; undefined for one that is not. */
function plainType(request: IncomingMessage, { draining, publicUrl }: KeptServing): JsonType | undefined {
  if (draining.aborted || plainLength(request) === undefined) return undefined;
  const { method = '', headers } = request;
  const isTlsInDoubt = headers['x-forwarded-proto'] !== undefined && !publicUrl.startsWith('https:');
  if (isTlsInDoubt) return undefined;
  const { json, stream, page } = negotiate({ method, headers });
  return stream === undefined && !page ? json : undefined;
}

async function answerPlain(plain: Plain, options: KeptServing): Promise<void> {
  const { request, pass } = plain;
  options.proxies.see(request);
  const id = requestIdFrom(request.headers['x-request-id']);
  request.headers['x-request-id'] = id; // its route goes by the same
  const arrived = { id, ip: options.clientAddress(request), headers: request.headers };
  const admission = admitRequest(arrived, options);
  const reading = readBody(request);
  const context = await admission.then(({ context: known }) => known).catch(() => undefined);
  const body = context === undefined ? undefined : await reading;
  const key = context && keyOfRequest({ ...keyed(request), rawBody: body });
  const kept =
    key === undefined || context === undefined ? undefined : await options.findKept.find(key, context);
  if (kept?.kind === 'result' && kept.answered !== undefined) {
    await send({ ...plain, id }, kept.answered, options);
    return;
  }
  handOver(request, { admission, body });
  pass();
}

async function send(
  { request, response, type, id }: Plain & { readonly id: string },
  { kept, ageSeconds, status: cacheStatus }: KeptResult,
  { publicUrl, isAllowedOrigin }: KeptServing,
): Promise<void> {
  const message = await keptMessage(kept, request, type);
  const { status, body } = message;
  boundStalledAnswer({ raw: response, socket: request.socket, bytes: body?.length ?? 0 });
  const head = [...fixedHead(message, publicUrl), 'x-request-id', id];
  head.push('age', String(ageSeconds), 'cache-status', cacheStatusHeader(cacheStatus));
  const readable = readableBy(request.headers.origin, isAllowedOrigin);
  if (readable !== undefined) head.push(...Object.entries(readable).flat());
  response.writeHead(status, head);
  response.end(body);
}

const fixedHeads = new WeakMap<KeptMessage, readonly string[]>();

/** The headers that a message has whenever it is sent, as names and values in turn. */
function fixedHead(message: KeptMessage, publicUrl: string): readonly string[] {
  const known = fixedHeads.get(message);
  if (known !== undefined) return known;
  const { headers, body } = message;
  const length = body === undefined ? {} : { 'content-length': String(body.length) };
  const head = Object.entries({ ...answerHeaders(publicUrl), ...headers, ...length }).flat();
  fixedHeads.set(message, head);
  return head;
}

/** Reads a body of a length that is known to be small; undefined for none. Never settles for one that does not come. */
function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const { promise, resolve } = Promise.withResolvers<Buffer | undefined>();
  const pieces: Buffer[] = [];
  request.on('data', (piece: Buffer) => pieces.push(piece));
  request.on('end', () => resolve(pieces.length > 1 ? Buffer.concat(pieces) : pieces[0]));
  return promise;
}

function keyed({ method, url, headers }: IncomingMessage): KeyedRequest {
  return { method, url, headers };
}
