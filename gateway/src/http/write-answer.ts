import { Readable } from 'node:stream';
import { cacheStatusHeader } from '../response-cache/cache-status.ts';
import type { FastifyReply } from 'fastify';
import type { Rejection, SingleOutcome } from '../pipeline/operation-outcome.ts';
import type { StreamFormat } from '../streaming/stream-format.ts';
import { jsonMessage } from './json-message.ts';
import type { Accepted, JsonType } from './negotiate.ts';

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
  return json === undefined && stream !== undefined
    ? writeStreamOfOne(reply, outcome, stream)
    : writeJson(reply, outcome, json ?? 'application/json');
}

async function writeJson(reply: FastifyReply, outcome: SingleOutcome, type: JsonType): Promise<FastifyReply> {
  const { status, fixed, told, body } = await jsonMessage(outcome, reply.request, type);
  return reply.code(status).headers(fixed).headers(Object.fromEntries(told)).send(body);
}

function writeStreamOfOne(reply: FastifyReply, outcome: SingleOutcome, format: StreamFormat): FastifyReply {
  const isResult = outcome.kind === 'result';
  if (!isResult) reply.headers(Object.fromEntries(outcome.headers));
  else if (outcome.cache !== undefined) reply.header('cache-status', cacheStatusHeader(outcome.cache));
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
