import type { TokenFault, TokenVerifier } from '@cartwright/identity';
import { requestedCurrency } from '@cartwright/graph';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { AccessTokenFor } from '../api-keys/api-key-tokens.ts';
import type { RequestContext } from '../execution/request-context.ts';
import type { RateLimits } from '../rate/rate-limits.ts';
import { foreignOrigin } from './foreign-origin.ts';
import { forwardedHeaders, type ForwardedHeaders } from '../transport/forwarded-headers.ts';

/** What requests are admitted by: the token and the rate. */
export interface AdmissionOptions {
  readonly verifyToken: TokenVerifier;
  readonly accessTokenFor: AccessTokenFor;
  readonly rates: RateLimits;
  /** Whether an origin's pages may not ask. */
  readonly isForeign: (origin: string | undefined) => boolean;
}

const admitted = new WeakMap<FastifyRequest, RequestContext>();

/**
 * Has every request of these routes admitted by its headers, before anything of its body is read.
 * @throws RATE_LIMITED, BAD_USER_INPUT for a header that names no currency on offer
 */
export function admitRequests(scope: FastifyInstance, options: AdmissionOptions): void {
  scope.addHook('onRequest', async (request, reply) => {
    admitted.set(request, await admitRequest(request, reply, options));
  });
}

/** Who asks, of a request that was admitted. */
export function admittedContext(request: FastifyRequest): RequestContext {
  const context = admitted.get(request);
  if (context === undefined) throw new Error('The request was not admitted.');
  return context;
}

/**
 * Identifies the viewer and counts the request; a token that has not been seen before is counted first. A token that speaks for nobody keeps no one out: the answer's header says
 * so, and so do the fields that need to know who asks.
 */
async function admitRequest(
  request: FastifyRequest,
  reply: FastifyReply,
  { verifyToken, accessTokenFor, rates, isForeign }: AdmissionOptions,
): Promise<RequestContext> {
  if (isForeign(request.headers.origin)) throw foreignOrigin();
  const authorization = await accessTokenFor(request.headers.authorization, request.ip);
  const identity = await verifyToken(authorization, () => rates.countToken(request.ip));
  if (identity.tokenFault !== undefined) challenge(reply, identity.tokenFault);
  const client = { ...identity, clientAddress: request.ip };
  await rates.countRequest(client);
  requestedCurrency(request.headers);
  let forwarded: ForwardedHeaders | undefined;
  return {
    ...client,
    requestId: request.id,
    /** Made when something is forwarded: what is kept is answered without. */
    get forwarded() {
      forwarded ??= {
        ...forwardedHeaders({ ...request.headers, authorization }, request.ip),
        'x-request-id': request.id,
      };
      return forwarded;
    },
  };
}

const descriptions = {
  EXPIRED: 'has expired',
  REVOKED: 'is of a session that has ended',
  INVALID: 'is not valid',
} as const;

/** RFC 9110, 11.6.1, lets any answer say that other credentials would change it; RFC 6750, 3.1, says how. */
function challenge(reply: FastifyReply, fault: TokenFault): void {
  if (fault === 'UNVERIFIABLE') return;
  reply.header(
    'www-authenticate',
    `Bearer realm="cartwright", error="invalid_token", error_description="The access token ${descriptions[fault]}"`,
  );
}
