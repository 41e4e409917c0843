import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import {
  answerHeaders,
  ArrivingBody,
  boundWaitingAnswer,
  interceptRequests,
  requestIdFrom,
  type Asked,
  type Logger,
} from '@cartwright/process';
import type { EarlyRefusals } from '../pipeline/early-refusals.ts';
import type { FindKept } from '../pipeline/find-kept.ts';
import { formatRefusal } from '../pipeline/format-answer.ts';
import type { Rejection, SingleOutcome } from '../pipeline/operation-outcome.ts';
import { soon, type Soon } from '../pipeline/soon.ts';
import type { Admission } from './admission.ts';
import { admitRequest, type AdmissionOptions } from './admit-request.ts';
import { readableBy } from './allow-origins.ts';
import { jsonMessage, type JsonMessage } from './json-message.ts';
import { askerGone } from './asker-gone.ts';
import { failedRequest } from './failed-request.ts';
import { handOver } from './handed-over.ts';
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
    answerPlain({ request, response, type, pass, cameAt: performance.now() }, options);
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

/** Most is answered as soon as the body is there, without a promise. */
function answerPlain(plain: Plain, options: AtOnceOptions): void {
  const { request } = plain;
  const { headers } = request;
  const id = requestIdFrom(headers['x-request-id']);
  headers['x-request-id'] = id; // its route goes by the same
  const body = new ArrivingBody(request);
  attempt(plain, options, () => {
    options.proxies.see(request);
    if (options.refuseEarly?.isDue() !== true) return admitPlain(plain, { id, body }, options);
    body.whenRead((rawBody) => {
      attempt(plain, options, () => {
        const refusal = earlyRefusal(request, { id, rawBody }, options);
        return refusal === undefined
          ? admitPlain(plain, { id, body }, options)
          : answer(plain, { id, outcome: refusal }, options);
      });
    });
    return undefined;
  });
}

/** Does a part of answering a request; what nobody expected is masked, as its route would. */
function attempt(plain: Plain, options: AtOnceOptions, part: () => Soon<void>): void {
  try {
    const doing = part();
    if (doing instanceof Promise) doing.catch((error: unknown) => answerFailed(plain, error, options));
  } catch (error) {
    answerFailed(plain, error, options);
  }
}

/** Where there is an answer already, the connection ends. */
function answerFailed(plain: Plain, error: unknown, options: AtOnceOptions): void {
  const { request, response } = plain;
  const cutOff = (cause: unknown): void => {
    options.logger.error({ err: cause }, 'a request was not answered');
    response.destroy();
  };
  if (response.headersSent) {
    cutOff(error);
    return;
  }
  const id = requestIdFrom(request.headers['x-request-id']);
  const outcome = failedRequest(error, { id, logger: options.logger });
  new Promise<void>((resolve) => resolve(answer(plain, { id, outcome }, options))).catch(cutOff);
}

interface Arriving {
  readonly id: string;
  readonly body: ArrivingBody;
}

function admitPlain(plain: Plain, { id, body }: Arriving, options: AtOnceOptions): Soon<void> {
  return soon(admissionOf(plain.request, id, options), (admission) => {
    if ('kind' in admission) return answer(plain, { id, outcome: admission }, options);
    body.whenRead((rawBody) => {
      attempt(plain, options, () => answerAdmitted(plain, { id, admission, rawBody }, options));
    });
    return undefined;
  });
}

/** What a request is admitted with, or why it is not. */
function admissionOf(
  request: IncomingMessage,
  id: string,
  options: AtOnceOptions,
): Soon<Admission | Rejection> {
  const refuse = (error: unknown): Rejection => failedRequest(error, { id, logger: options.logger });
  try {
    const admission = admitRequest(
      { id, ip: options.clientAddress(request), headers: request.headers },
      options,
    );
    return admission instanceof Promise ? admission.catch(refuse) : admission;
  } catch (error) {
    return refuse(error);
  }
}

interface Admitted {
  readonly id: string;
  readonly admission: Admission;
  readonly rawBody: Buffer | undefined;
}

/** Answers it, or hands it to its route. */
function answerAdmitted(
  plain: Plain,
  { id, admission, rawBody }: Admitted,
  options: AtOnceOptions,
): Soon<void> {
  const { request, response, pass } = plain;
  const { method, url, headers } = request;
  const asked = { method, url, headers, rawBody };
  const found =
    admission.challenge === undefined ? outcomeOf(asked, { admission, response }, options) : undefined;
  return soon(found, (outcome) => {
    if (outcome !== undefined) return answer(plain, { id, outcome }, options);
    handOver(request, { admission, body: rawBody });
    pass();
    return undefined;
  });
}

function answer(
  plain: Plain,
  { id, outcome }: { readonly id: string; readonly outcome: SingleOutcome },
  options: AtOnceOptions,
): Soon<void> {
  return soon(jsonMessage(outcome, plain.request, plain.type), (message) =>
    send(plain, { id, message }, options),
  );
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
function outcomeOf(
  asked: AskedPlainly,
  { admission, response }: AskedBy,
  options: AtOnceOptions,
): Soon<SingleOutcome | undefined> {
  const key = keyOfRequest(asked);
  const kept = key === undefined ? undefined : options.findKept.find(key, admission.asker);
  if (kept !== undefined) return kept;
  const sent = plainOperation(asked.rawBody);
  return sent === undefined ? undefined : runPlain({ sent, key }, { admission, response }, options);
}

interface AskedBy {
  readonly admission: Admission;
  readonly response: ServerResponse;
}

async function runPlain(
  { sent, key }: { readonly sent: unknown; readonly key: string | undefined },
  { admission: { context }, response }: AskedBy,
  options: AtOnceOptions,
): Promise<SingleOutcome> {
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
  const { status, fixed, told, body, latin1 } = message;
  const head = [...fixedHead(fixed, publicUrl), 'x-request-id', id];
  for (const [name, value] of told) head.push(name, value);
  const bytes = body === undefined ? 0 : Buffer.byteLength(body);
  if (body !== undefined) head.push('content-length', String(bytes));
  const readable = readableBy(request.headers.origin, isAllowedOrigin);
  if (readable !== undefined) head.push(...Object.entries(readable).flat());
  if (draining.aborted) head.push('connection', 'close');
  response.writeHead(status, head);
  if (latin1 !== undefined) response.end(latin1, 'latin1');
  else if (bytes === body?.length)
    response.end(body, 'latin1'); // a byte for each character: written at less cost
  else response.end(body);
  boundWaitingAnswer({ raw: response, socket: request.socket, bytes });
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
