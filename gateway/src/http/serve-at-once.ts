import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { answerHeaders, boundStalledAnswer, requestIdFrom, type Logger } from '@cartwright/process';
import type { RequestContext } from '../execution/request-context.ts';
import type { EarlyRefusals } from '../pipeline/early-refusals.ts';
import type { FindKept } from '../pipeline/find-kept.ts';
import { formatRefusal } from '../pipeline/format-answer.ts';
import type { SingleOutcome } from '../pipeline/operation-outcome.ts';
import type { Admission } from './admission.ts';
import { admitRequest, type AdmissionOptions } from './admit-request.ts';
import { readableBy } from './allow-origins.ts';
import { jsonMessage, type JsonMessage } from './json-message.ts';
import { askerGone } from './asker-gone.ts';
import { failedRequest } from './failed-request.ts';
import { handOver } from './handed-over.ts';
import { interceptRequests, type Asked } from './intercept-requests.ts';
import { negotiate, type JsonType } from './negotiate.ts';
import type { IsAllowedOrigin } from './origin-policy.ts';
import { plainOperation, isPlain } from './plain-request.ts';
import { keyOfRequest } from './request-key.ts';
import { runRequest, type RunRequestOptions } from './run-request.ts';
import type { UnlistedProxies } from './unlisted-proxies.ts';

/** What is answered before there are routes. */
export interface AtOnceOptions extends AdmissionOptions, RunRequestOptions {
  readonly findKept: FindKept;
  /** Undefined where nothing is refused for being too much. */
  readonly refuseEarly: EarlyRefusals | undefined;
  readonly proxies: UnlistedProxies;
  readonly isAllowedOrigin: IsAllowedOrigin;
  readonly clientAddress: (request: IncomingMessage) => string;
  readonly publicUrl: string;
  readonly maxBodyBytes: number;
  readonly draining: AbortSignal;
  readonly logger: Logger;
}

/** A plain request, and what it is answered in. */
interface Plain extends Asked {
  readonly type: JsonType;
  /** Hands it to its route. */
  readonly pass: () => void;
  /** By the clock that only goes forward. */
  readonly cameAt: number;
}

/**
 * Answers operations of the usual form before they meet a route: routing costs more than an answer that is kept. What they are
 * admitted by, run with and answered in is what the route goes by too; it gets all others, with what is known of them by then.
 */
export function serveAtOnce(server: Server, options: AtOnceOptions): void {
  interceptRequests(server, ({ request, response }, pass) => {
    const type = plainType(request, options);
    if (type === undefined) {
      pass();
      return;
    }
    const plain = { request, response, type, pass, cameAt: performance.now() };
    answerPlain(plain, options)
      .catch((error: unknown) => answerFailed(plain, error, options))
      .catch((error: unknown) => {
        options.logger.error({ err: error }, 'a request was not answered');
        response.destroy();
      });
  });
}

/** How a plain request is answered; undefined for one that is not. */
function plainType(
  request: IncomingMessage,
  { draining, publicUrl, maxBodyBytes }: AtOnceOptions,
): JsonType | undefined {
  if (draining.aborted || !isPlain(request, maxBodyBytes)) return undefined;
  const { method = '', headers } = request;
  const isTlsInDoubt = headers['x-forwarded-proto'] !== undefined && !publicUrl.startsWith('https:');
  if (isTlsInDoubt) return undefined;
  const { json, stream, page } = negotiate({ method, headers });
  return stream === undefined && !page ? json : undefined;
}

async function answerPlain(plain: Plain, options: AtOnceOptions): Promise<void> {
  const { request } = plain;
  const { headers } = request;
  options.proxies.see(request);
  const id = requestIdFrom(headers['x-request-id']);
  headers['x-request-id'] = id; // its route goes by the same
  const reading = readBody(request);
  const isDue = options.refuseEarly?.isDue() === true;
  const early = isDue ? earlyRefusal(request, { id, rawBody: await reading }, options) : undefined;
  const outcome = early ?? (await admittedOutcome(plain, { id, reading }, options));
  if (outcome !== undefined)
    send(plain, { id, message: await jsonMessage(outcome, request, plain.type) }, options);
}

/** What nobody expected is masked, as its route would. @throws when there is an answer already */
async function answerFailed(plain: Plain, error: unknown, options: AtOnceOptions): Promise<void> {
  const { request, response, type } = plain;
  if (response.headersSent) throw error;
  const id = requestIdFrom(request.headers['x-request-id']);
  const outcome = failedRequest(error, { id, logger: options.logger });
  send(plain, { id, message: await jsonMessage(outcome, request, type) }, options);
}

/** What comes of a request that is admitted; undefined for one that was handed to its route. */
async function admittedOutcome(
  { request, response, pass }: Plain,
  { id, reading }: { readonly id: string; readonly reading: Promise<Buffer | undefined> },
  options: AtOnceOptions,
): Promise<SingleOutcome | undefined> {
  const { method, url, headers } = request;
  let admission: Admission;
  try {
    admission = await admitRequest({ id, ip: options.clientAddress(request), headers }, options);
  } catch (error) {
    return failedRequest(error, { id, logger: options.logger });
  }
  const body = await reading;
  const asked = { method, url, headers, rawBody: body };
  const outcome =
    admission.challenge === undefined
      ? await outcomeOf(asked, { context: admission.context, response }, options)
      : undefined;
  if (outcome !== undefined) return outcome;
  handOver(request, { admission, body });
  pass();
  return undefined;
}

/** Of what would be refused when it had been looked into; what is kept is no work. */
function earlyRefusal(
  request: IncomingMessage,
  { id: requestId, rawBody }: { readonly id: string } & Pick<AskedPlainly, 'rawBody'>,
  { refuseEarly, findKept, clientAddress }: AtOnceOptions,
): SingleOutcome | undefined {
  const { method, url, headers } = request;
  const key = keyOfRequest({ method, url, headers, rawBody });
  if (rawBody === undefined || (key !== undefined && findKept.has(key))) return undefined;
  const refusal = refuseEarly?.refusalOf(rawBody, clientAddress(request));
  return refusal && formatRefusal([refusal], { requestId, suggestions: false });
}

interface AskedPlainly {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly rawBody: Buffer | undefined;
}

/** What is kept, or what comes of running it; undefined for what its route has to read. */
async function outcomeOf(
  asked: AskedPlainly,
  { context, response }: { readonly context: RequestContext; readonly response: ServerResponse },
  options: AtOnceOptions,
): Promise<SingleOutcome | undefined> {
  const key = keyOfRequest(asked);
  const kept = key === undefined ? undefined : await options.findKept.find(key, context);
  if (kept !== undefined) return kept;
  const sent = plainOperation(asked.rawBody);
  if (sent === undefined) return undefined;
  const carriage = { streams: false, isReadOnly: false };
  const running = { ...context, gone: askerGone(response) };
  const outcome = await runRequest({ sent, context: running, carriage }, options);
  if (outcome.kind === 'stream') throw new Error('A stream was opened that the client cannot take.');
  if (key !== undefined && outcome.kind === 'result' && outcome.answered !== undefined)
    options.findKept.remember(key, outcome.answered.kept);
  return outcome;
}

function send(
  { request, response, cameAt }: Plain,
  { id, message }: { readonly id: string; readonly message: JsonMessage },
  { publicUrl, isAllowedOrigin, draining, logger }: AtOnceOptions,
): void {
  const { status, fixed, told, body } = message;
  boundStalledAnswer({ raw: response, socket: request.socket, bytes: body?.length ?? 0 });
  const head = [...fixedHead(fixed, publicUrl), 'x-request-id', id];
  for (const [name, value] of told) head.push(name, value);
  if (body !== undefined) head.push('content-length', String(Buffer.byteLength(body)));
  const readable = readableBy(request.headers.origin, isAllowedOrigin);
  if (readable !== undefined) head.push(...Object.entries(readable).flat());
  if (draining.aborted) head.push('connection', 'close');
  response.writeHead(status, head);
  response.end(body);
  const { method, url } = request;
  const ms = Math.round(performance.now() - cameAt);
  logger.debug({ requestId: id, method, url, status, ms }, 'request');
}

const fixedHeads = new WeakMap<JsonMessage['fixed'], readonly string[]>();

/** The headers that answers have whenever they are sent, as names and values in turn. */
function fixedHead(fixed: JsonMessage['fixed'], publicUrl: string): readonly string[] {
  const known = fixedHeads.get(fixed);
  if (known !== undefined) return known;
  const head = Object.entries({ ...answerHeaders(publicUrl), ...fixed }).flat();
  fixedHeads.set(fixed, head);
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
