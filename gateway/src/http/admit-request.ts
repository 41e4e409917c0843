import type { IncomingHttpHeaders } from 'node:http';
import type { TokenFault, TokenVerifier, ViewerContext } from '@cartwright/identity';
import { requestedCountry, requestedCurrency } from '@cartwright/graph';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { AccessTokenFor } from '../api-keys/api-key-tokens.ts';
import type { RequestContext } from '../execution/request-context.ts';
import type { Soon } from '../pipeline/soon.ts';
import type { RateLimits } from '../rate/rate-limits.ts';
import type { Admission } from './admission.ts';
import { foreignOrigin } from './foreign-origin.ts';
import { knownOf } from './handed-over.ts';
import { forwardedHeaders, type ForwardedHeaders } from '../transport/forwarded-headers.ts';

/** What requests are admitted by: the token and the rate. */
export interface AdmissionOptions {
  readonly verifyToken: TokenVerifier;
  readonly accessTokenFor: AccessTokenFor;
  readonly rates: RateLimits;
  /** Whether an origin's pages may not ask. */
  readonly isForeign: (origin: string | undefined) => boolean;
}

/** What a request is admitted by. */
interface ArrivedRequest {
  readonly id: string;
  /** Where it comes from, as trusted proxies say. */
  readonly ip: string;
  readonly headers: IncomingHttpHeaders;
}

const admitted = new WeakMap<FastifyRequest, RequestContext>();

/**
 * Has every request of these routes admitted by its headers, before anything of its body is read.
 * @throws RATE_LIMITED, BAD_USER_INPUT for a header that names no currency on offer
 */
export function admitRequests(scope: FastifyInstance, options: AdmissionOptions): void {
  scope.addHook('onRequest', async (request, reply) => {
    const admission = knownOf(request.raw)?.admission ?? admitRequest(request, options);
    const { context, challenge } = await admission;
    if (challenge !== undefined) reply.header('www-authenticate', challenge);
    admitted.set(request, context);
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
 * @throws RATE_LIMITED, BAD_USER_INPUT for a header that names no currency on offer
 */
export function admitRequest(arrived: ArrivedRequest, options: AdmissionOptions): Soon<Admission> {
  const { ip, headers } = arrived;
  if (options.isForeign(headers.origin)) throw foreignOrigin();
  if (headers.authorization !== undefined) return admitBearer(arrived, headers.authorization, options);
  return countAsker({ viewer: null, clientAddress: ip, authorization: undefined }, arrived, options);
}

async function admitBearer(
  arrived: ArrivedRequest,
  sent: string,
  options: AdmissionOptions,
): Promise<Admission> {
  const { ip } = arrived;
  const authorization = await options.accessTokenFor(sent, ip);
  const identity = await options.verifyToken(authorization, () => options.rates.countToken(ip));
  return countAsker({ ...identity, clientAddress: ip, authorization }, arrived, options);
}

/** Who asks, and the header that says so. */
interface Asker extends ViewerContext, Pick<RequestContext, 'clientAddress'> {
  readonly authorization: string | undefined;
}

/** Nothing waits for what is counted at once. */
function countAsker(
  asker: Asker,
  arrived: ArrivedRequest,
  { rates }: Pick<AdmissionOptions, 'rates'>,
): Soon<Admission> {
  const counting = rates.countRequest(asker);
  return counting === undefined
    ? admissionOf(asker, arrived)
    : counting.then(() => admissionOf(asker, arrived));
}

/** @throws BAD_USER_INPUT for a header that names no currency on offer, or no country */
function admissionOf(
  { viewer, tokenFault, clientAddress, authorization }: Asker,
  { id, ip, headers }: ArrivedRequest,
): Admission {
  requestedCurrency(headers);
  requestedCountry(headers);
  const asker = { viewer, tokenFault, clientAddress, requestId: id };
  return new Admitted(asker, () => forwardedHeaders({ ...headers, authorization }, ip, id));
}

class Admitted implements Admission {
  readonly asker: Admission['asker'];
  readonly #forward: () => ForwardedHeaders;
  #context: RequestContext | undefined;

  constructor(asker: Admission['asker'], forward: () => ForwardedHeaders) {
    this.asker = asker;
    this.#forward = forward;
  }

  get challenge(): string | undefined {
    return challengeOf(this.asker.tokenFault);
  }

  get context(): RequestContext {
    this.#context ??= { ...this.asker, forwarded: this.#forward() };
    return this.#context;
  }
}

const descriptions = {
  EXPIRED: 'has expired',
  REVOKED: 'is of a session that has ended',
  INVALID: 'is not valid',
} as const;

/** RFC 9110, 11.6.1, lets any answer say that other credentials would change it; RFC 6750, 3.1, says how. */
function challengeOf(fault: TokenFault | undefined): string | undefined {
  if (fault === undefined || fault === 'UNVERIFIABLE') return undefined;
  return `Bearer realm="cartwright", error="invalid_token", error_description="The access token ${descriptions[fault]}"`;
}
