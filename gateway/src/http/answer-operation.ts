import type { FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLError } from 'graphql';
import { httpError } from '../errors/http-error.ts';
import type { RequestContext } from '../execution/request-context.ts';
import type { FindKept } from '../pipeline/find-kept.ts';
import type { FormattedStream } from '../pipeline/operation-outcome.ts';
import { admittedContext } from './admit-request.ts';
import { askerGone } from './asker-gone.ts';
import { keyOfRequest } from './request-key.ts';
import { negotiate, type Accepted } from './negotiate.ts';
import { runRequest, type RunRequestOptions } from './run-request.ts';
import { sentOperation } from './sent-operation.ts';
import { writeAnswer } from './write-answer.ts';

const servedTypes = [
  'application/graphql-response+json',
  'application/json',
  'text/event-stream',
  'multipart/mixed;subscriptionSpec=1.0 (by POST)',
];

/** What operations are answered with. */
export interface AnswerOptions extends RunRequestOptions {
  /** What is kept of answers. */
  readonly findKept: FindKept;
  /** Whether there is an explorer, to which browsers are sent. */
  readonly hasExplorer: boolean;
}

/**
 * Answers an operation: what the client accepts is settled, the operation runs, and its outcome is written in one of three
 * forms: JSON, server-sent events, multipart.
 */
export async function answerOperation(
  request: FastifyRequest,
  reply: FastifyReply,
  options: AnswerOptions,
): Promise<FastifyReply> {
  const accepted = negotiate(request);
  if (options.hasExplorer && isPageVisit(request, accepted)) return reply.redirect('explorer/');
  if (accepted.json === undefined && accepted.stream === undefined) throw notAcceptable();
  const admitted = admittedContext(request);
  const isFresh = wantsFresh(request);
  const key = accepted.json === undefined ? undefined : keyOfRequest(request);
  const kept = key === undefined || isFresh ? undefined : await options.findKept.find(key, admitted);
  if (kept !== undefined) return writeAnswer(reply, kept, accepted);
  const context = { ...admitted, wantsFresh: isFresh, gone: askerGone(reply.raw) };
  const carriage = { streams: accepted.stream !== undefined, isReadOnly: request.method !== 'POST' };
  const outcome = await runRequest({ sent: sentOperation(request), context, carriage }, options);
  if (outcome.kind !== 'stream') {
    const answer = outcome.kind === 'result' ? outcome.answered?.kept : undefined;
    if (key !== undefined && answer !== undefined) options.findKept.remember(key, answer);
    return writeAnswer(reply, outcome, accepted);
  }
  return sendStream(reply, { ...options, ...accepted, context, results: outcome.stream });
}

interface Streamed extends RunRequestOptions, Accepted {
  readonly context: RequestContext;
  readonly results: FormattedStream;
}

function sendStream(
  reply: FastifyReply,
  { streams, places, stream: format, context, results }: Streamed,
): FastifyReply {
  if (format === undefined) throw new Error('A stream was opened that the client cannot take.');
  try {
    return streams.send(reply, { format, stream: results, onClose: places.take(context) });
  } catch (error) {
    void results.return();
    throw error;
  }
}

/** Somebody opens the endpoint in a browser, without an operation. */
function isPageVisit({ method, query }: FastifyRequest, { page }: Accepted): boolean {
  return method !== 'POST' && page && Object.keys(query as object).length === 0;
}

function notAcceptable(): GraphQLError {
  return httpError(406, `Accept at least one of ${servedTypes.join(', ')}.`);
}

/** https://www.rfc-editor.org/rfc/rfc9111#section-5.2.1.4 */
function wantsFresh({ headers }: Pick<FastifyRequest, 'headers'>): boolean {
  const asked = headers['cache-control'];
  return asked !== undefined && /\bno-(?:cache|store)\b/i.test(asked);
}
