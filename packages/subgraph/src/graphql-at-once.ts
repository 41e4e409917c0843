import { signatureRefusal } from '@cartwright/identity';
import {
  answerHeaders,
  ArrivingBody,
  boundWaitingAnswer,
  bringsJson,
  httpRefusal,
  interceptRequests,
  isPlainlySent,
  jsonReader,
  requestIdFrom,
  type Asked,
} from '@cartwright/process';
import type { FastifyInstance } from 'fastify';
import type { IncomingMessage } from 'node:http';
import { answerPosted, type PostedAnswer } from './answer-posted.ts';
import { ArrivedOperation } from './arrived-operation.ts';
import type { GraphqlHttpOptions } from './graphql-http.ts';
import { waitHeader, waitOf, type Visit } from './overload-door.ts';

/** What is answered before there are routes. */
export interface AtOnceOptions extends GraphqlHttpOptions {
  readonly isDraining: () => boolean;
}

/** A plain request that was let in. */
interface Plain extends Asked {
  readonly operation: ArrivedOperation;
  readonly visit: Visit;
  /** By the clock that only goes forward. */
  readonly cameAt: number;
}

interface ReadPlain extends Plain {
  readonly body: Buffer;
}

/**
 * Answers operations in the form in which the gateway sends them before they meet a route: routing costs as much as a small answer.
 * They are let in, verified and answered by what their route goes by, which gets all others.
 */
export function serveGraphqlAtOnce(app: FastifyInstance, options: AtOnceOptions): void {
  const { door, logger, isDraining } = options;
  const readJson = jsonReader(app);
  const { bodyLimit } = app.initialConfig;
  interceptRequests(app.server, ({ request, response }, pass) => {
    const isOwn = !isDraining() && isPlain(request, bodyLimit);
    const visit = isOwn ? door.enter(request, response) : undefined;
    if (visit === undefined) {
      pass();
      return;
    }
    const { headers } = request;
    const operation = new ArrivedOperation({ id: requestIdFrom(headers['x-request-id']), headers }, logger);
    const plain = { request, response, operation, visit, cameAt: performance.now() };
    new ArrivingBody(request).whenRead((body = Buffer.alloc(0)) => {
      answerPlain({ ...plain, body }, readJson, options).catch((error: unknown) => {
        logger.error({ err: error }, 'a request was not answered');
        response.destroy();
      });
    });
  });
}

/** Whether a request has the form in which most come. */
function isPlain(request: IncomingMessage, maxBodyBytes = 0): boolean {
  const { method, url } = request;
  return (
    method === 'POST' && url === '/graphql' && bringsJson(request, maxBodyBytes) && isPlainlySent(request)
  );
}

async function answerPlain(plain: ReadPlain, readJson: ReadJson, options: AtOnceOptions): Promise<void> {
  const answer = await answerOf(plain, readJson, options).catch((error: unknown) =>
    failed(plain, error, options),
  );
  send(plain, answer, options);
}

type ReadJson = ReturnType<typeof jsonReader>;

async function answerOf(plain: ReadPlain, readJson: ReadJson, options: AtOnceOptions): Promise<PostedAnswer> {
  const { request: raw, body: bytes, operation } = plain;
  const body = readJson(bytes);
  const refusal = signatureRefusal(options.verifyRequest, { raw, body: bytes }, () => operation.logger);
  if (refusal !== undefined) throw refusal;
  return answerPosted({ ...plain, body }, options);
}

/** What its route would answer. */
function failed({ operation }: Plain, error: unknown, { logger }: AtOnceOptions): PostedAnswer {
  const { status, headers, errors } = httpRefusal(error, operation, logger);
  const contentType = { 'content-type': 'application/json; charset=utf-8' };
  return { status, headers: { ...contentType, ...headers }, body: JSON.stringify({ errors }) };
}

function send(
  { request, response, operation, visit, cameAt }: Plain,
  { status, headers, body }: PostedAnswer,
  { logger, isDraining }: AtOnceOptions,
): void {
  response.writeHead(status, {
    ...answerHeaders(),
    ...headers,
    [waitHeader]: waitOf(visit),
    'content-length': Buffer.byteLength(body),
    ...(isDraining() && { connection: 'close' }),
  });
  response.end(body);
  boundWaitingAnswer({ raw: response, socket: request.socket, bytes: body.length });
  const { method, url } = request;
  const ms = Math.round(performance.now() - cameAt);
  logger.debug({ requestId: operation.id, method, url, status, ms }, 'request');
}
