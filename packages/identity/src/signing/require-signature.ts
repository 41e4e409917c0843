import { graphqlError } from '@cartwright/errors';
import type { IncomingMessage } from 'node:http';
import type { preHandlerHookHandler } from 'fastify';
import type { SignatureVerdict, VerifyRequest } from './verify-requests.ts';

/**
 * A preHandler that answers 401 unless the request is signed; 503 for one that may be signed again, because it is older than
 * this process.
 */
export function requireSignature(verify: VerifyRequest): preHandlerHookHandler {
  return (request, _reply, done) => {
    const verdict = verify({ ...arrivedRequest(request.raw), body: request.rawBody ?? '' });
    if (verdict === 'valid') {
      done();
      return;
    }
    request.log.warn({ verdict }, 'refused a request that is not signed');
    done(refusalOf(verdict));
  };
}

/** What a signature covers of a request without a body, such as an upgrade to a WebSocket. */
export function arrivedRequest({ method = '', url = '', headers }: IncomingMessage) {
  const { host: authority = '', authorization } = headers;
  const network = headers['x-client-network'];
  const clientNetwork = typeof network === 'string' ? network : undefined;
  return { method, authority, target: url, authorization, clientNetwork, headers };
}

function refusalOf(verdict: SignatureVerdict): Error {
  return verdict === 'before-start'
    ? graphqlError('UNAVAILABLE', 'This server has just started. Send the request again.')
    : graphqlError('UNAUTHENTICATED', 'This request is not signed.');
}
