import { Readable } from 'node:stream';
import { graphqlError } from '@cartwright/errors';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Passthrough } from './passthrough.ts';

/** A request, where its answer goes, and the path here that the target knows nothing of. */
export interface Passing {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly under?: string;
}

/** Answers with what the target answers. @throws UNAVAILABLE when it cannot be reached */
export async function pass(
  target: Passthrough,
  { request, reply, under = '' }: Passing,
): Promise<FastifyReply> {
  const answer = await target.send({
    method: request.method,
    path: request.url.slice(under.length),
    headers: request.headers,
    body: bodyOf(request),
  });
  if (answer === undefined)
    throw graphqlError(
      'UNAVAILABLE',
      'This part of the store is not available at the moment. Try again shortly.',
    );
  return reply.code(answer.status).headers(answer.headers).send(answer.body);
}

/** As a whole, or as it comes. */
function bodyOf({ body }: FastifyRequest): Buffer | Readable | undefined {
  return Buffer.isBuffer(body) || body instanceof Readable ? body : undefined;
}
