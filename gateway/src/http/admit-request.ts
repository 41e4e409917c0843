import type { TokenVerifier } from '@cartwright/identity';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import type { RequestContext } from '../execution/request-context.ts';
import type { RateLimits } from '../rate/rate-limits.ts';
import { forwardedHeaders } from '../transport/forwarded-headers.ts';

/** What requests are admitted by: the token and the rate. */
export interface AdmissionOptions {
  readonly verifyToken: TokenVerifier;
  readonly rates: RateLimits;
}

/**
 * Identifies the viewer and counts the request.
 *
 * @throws UNAUTHENTICATED for a bad or expired token, RATE_LIMITED (with `Retry-After` set), UNAVAILABLE when tokens
 * cannot be checked
 */
export async function admitRequest(
  request: FastifyRequest,
  reply: FastifyReply,
  { verifyToken, rates }: AdmissionOptions,
): Promise<RequestContext> {
  const forwarded = { ...forwardedHeaders(request.headers), 'x-request-id': request.id };
  reply.header('x-request-id', request.id);
  const viewer = await verifyToken(request.headers.authorization);
  const context = { requestId: request.id, viewer, clientAddress: request.ip, forwarded };
  await rates.countOperation(context).catch((error: unknown) => {
    if (error instanceof GraphQLError)
      reply.header('retry-after', String(error.extensions['retryAfterSeconds']));
    throw error;
  });
  return context;
}
