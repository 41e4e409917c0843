import { Readable } from 'node:stream';
import { cacheStatusHeader } from '../response-cache/cache-status.ts';
import type { FastifyReply } from 'fastify';
import type { Rejection, SingleOutcome } from '../pipeline/operation-outcome.ts';
import type { StreamFormat } from '../streaming/stream-format.ts';
import type { Accepted, JsonType } from './negotiate.ts';
import { writeKept } from './write-kept.ts';

/**
 * Writes a single result or a refusal: as JSON wherever the client takes JSON, else in its streaming format. A client that
 * takes nothing of the kind can at least be told so in JSON.
 */
export function writeAnswer(
  reply: FastifyReply,
  outcome: SingleOutcome,
  accepted: Accepted,
): FastifyReply | Promise<FastifyReply> {
  const { json, stream } = accepted;
  if (outcome.kind === 'rejected') reply.headers(Object.fromEntries(outcome.headers));
  else if (outcome.cache !== undefined) reply.header('cache-status', cacheStatusHeader(outcome.cache));
  return json === undefined && stream !== undefined
    ? writeStreamOfOne(reply, outcome, stream)
    : writeJson(reply, outcome, json ?? 'application/json');
}

function writeJson(
  reply: FastifyReply,
  outcome: SingleOutcome,
  type: JsonType,
): FastifyReply | Promise<FastifyReply> {
  if (outcome.kind === 'result' && outcome.answered !== undefined)
    return writeKept(reply, outcome.answered, type);
  const body = outcome.kind === 'result' ? outcome.result.json : JSON.stringify(told(outcome));
  return reply
    .code(outcome.kind === 'result' ? 200 : jsonStatus(outcome, type))
    .header('content-type', `${type}; charset=utf-8`)
    .send(body);
}

/** https://graphql.github.io/graphql-over-http/draft/#sec-application-json: only 200 proves that GraphQL has answered. */
function jsonStatus({ status, isWellFormed }: Rejection, type: JsonType): number {
  return isWellFormed && type === 'application/json' ? 200 : status;
}

function writeStreamOfOne(reply: FastifyReply, outcome: SingleOutcome, format: StreamFormat): FastifyReply {
  const isResult = outcome.kind === 'result';
  const parts = isResult ? [format.result(outcome.result), format.end] : [format.failure(outcome)];
  return reply
    .code(isResult ? 200 : streamStatus(outcome))
    .header('content-type', format.contentType)
    .send(Readable.from([format.preamble + format.opening + parts.join('')]));
}

/** A browser's `EventSource` reads nothing of an answer with another status, and people want to know what is wrong. */
function streamStatus({ status }: Rejection): number {
  return status === 400 ? 200 : status;
}

function told({ errors, extensions }: Rejection): object {
  return { errors, ...(extensions && { extensions }) };
}
