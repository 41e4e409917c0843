import { graphqlError } from '@cartwright/errors';
import { tokenFaultError } from '@cartwright/identity';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { httpError } from '../errors/http-error.ts';
import type { RequestContext } from '../execution/request-context.ts';
import { everything } from '../pipeline/carriage.ts';
import { operationEvents } from '../streaming/operation-events.ts';
import type { ReservedStream } from '../streaming/reserved-stream.ts';
import type { OwnedStream, StreamReservations } from '../streaming/stream-reservations.ts';
import { admittedContext } from './admit-request.ts';
import { negotiate } from './negotiate.ts';
import { runRequest, type RunRequestOptions } from './run-request.ts';
import { sentOperation } from './sent-operation.ts';
import { streamToken } from './stream-token.ts';
import { writeAnswer } from './write-answer.ts';

/**
 * The single connection mode of graphql-sse: a client reserves one event stream and sends the operations that it carries in
 * requests of their own. https://github.com/enisdenjo/graphql-sse/blob/master/PROTOCOL.md#single-connection-mode
 */
export interface ReservedStreamOptions extends RunRequestOptions {
  readonly reservations: StreamReservations;
  readonly maxOperationsEach: number;
}

const named = z.object({ extensions: z.object({ operationId: z.string().min(1).max(200) }) });

/** Answers PUT: reserves a stream for who asks. @throws RATE_LIMITED */
export async function reserveStream(
  request: FastifyRequest,
  reply: FastifyReply,
  options: ReservedStreamOptions,
): Promise<FastifyReply> {
  const context = admittedContext(request);
  const leavePlace = options.places.take(context);
  const { viewer } = context;
  const token = options.reservations.reserve({
    viewerId: viewer?.id ?? null,
    onEnd: () => {
      leavePlace();
      stopWatching();
    },
  });
  // One whose token has expired goes on: its operations end with their own tokens, and new ones come with renewed tokens.
  const stopWatching = options.watchToken(viewer, (end) => {
    if (end === 'REVOKED') void options.reservations.find(token)?.stream.end();
  });
  return reply.code(201).header('content-type', 'text/plain; charset=utf-8').send(token);
}

/**
 * Opens a stream that is reserved. A browser's `EventSource` cannot say who asks, and need not: the token is the ticket, and
 * admits once.
 *
 * @throws NOT_FOUND, FORBIDDEN, CONFLICT
 */
export async function openStream(
  request: FastifyRequest,
  reply: FastifyReply,
  options: ReservedStreamOptions,
): Promise<FastifyReply> {
  const context = admittedContext(request);
  if (negotiate(request).stream === undefined) throw httpError(406, 'This is a text/event-stream.');
  const owned = streamOf(request, options.reservations);
  if (request.headers.authorization !== undefined) requireOwner(owned, context);
  if (owned.stream.isOpen) throw graphqlError('CONFLICT', 'This event stream is open already.');
  return options.streams.send(reply, { format: operationEvents, stream: owned.stream.open() });
}

/** Answers POST with a token: 202, and the results come by the stream. @throws NOT_FOUND, FORBIDDEN, CONFLICT, RATE_LIMITED */
export async function runOnStream(
  request: FastifyRequest,
  reply: FastifyReply,
  options: ReservedStreamOptions,
): Promise<FastifyReply> {
  const { context, stream } = ownStream(request, options);
  const sent = sentOperation(request);
  const id = freeOperationId(sent, stream, options.maxOperationsEach);
  const rejected = await stream.carry(id, (gone) =>
    runRequest({ sent, context: { ...context, gone }, carriage: everything }, options),
  );
  // The protocol's clients go by 202 alone: whatever else is said keeps its own status.
  return rejected === undefined
    ? reply.code(202).send()
    : writeAnswer(reply, { ...rejected, isWellFormed: false }, negotiate(request));
}

/** Answers DELETE: ends an operation. @throws NOT_FOUND, FORBIDDEN, BAD_REQUEST */
export async function completeOnStream(
  request: FastifyRequest,
  reply: FastifyReply,
  options: ReservedStreamOptions,
): Promise<FastifyReply> {
  const { stream } = ownStream(request, options);
  const { operationId } = request.query as Readonly<Record<string, unknown>>;
  if (typeof operationId !== 'string') throw httpError(400, 'Say which operation ends: ?operationId=….');
  stream.complete(operationId);
  return reply.code(200).send();
}

/** The stream that a request names, if it is its asker's. */
function ownStream(
  request: FastifyRequest,
  options: ReservedStreamOptions,
): { readonly context: RequestContext; readonly stream: ReservedStream } {
  const context = admittedContext(request);
  const owned = streamOf(request, options.reservations);
  requireOwner(owned, context);
  return { context, stream: owned.stream };
}

function streamOf(request: FastifyRequest, reservations: StreamReservations): OwnedStream {
  const token = streamToken(request);
  const owned = token === undefined ? undefined : reservations.find(token);
  if (owned === undefined) {
    throw graphqlError('NOT_FOUND', 'There is no such event stream here. Reserve one by PUT.');
  }
  return owned;
}

function requireOwner({ viewerId }: OwnedStream, { viewer, tokenFault }: RequestContext): void {
  if ((viewer?.id ?? null) === viewerId) return;
  if (tokenFault !== undefined) throw tokenFaultError(tokenFault);
  throw graphqlError('FORBIDDEN', 'This event stream is reserved for somebody else.');
}

function freeOperationId(sent: unknown, stream: ReservedStream, maximum: number): string {
  const { data } = named.safeParse(sent);
  if (data === undefined)
    throw httpError(400, 'Give the operation an id of its own: extensions.operationId.');
  const { operationId } = data.extensions;
  if (stream.has(operationId)) {
    throw graphqlError('CONFLICT', 'An operation with this operationId is in progress.');
  }
  if (stream.operations >= maximum) {
    throw graphqlError('RATE_LIMITED', `At most ${maximum} operations may be open on one event stream.`);
  }
  return operationId;
}
