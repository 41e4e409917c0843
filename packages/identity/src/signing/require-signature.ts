import { graphqlError } from '@cartwright/errors';
import type { IncomingMessage } from 'node:http';
import type { preHandlerHookHandler } from 'fastify';
import type { SignatureVerdict, VerifyRequest } from './verify-requests.ts';

/** A preHandler that answers what `signatureRefusal` says. */
export function requireSignature(verify: VerifyRequest): preHandlerHookHandler {
  return (request, _reply, done) => {
    const { raw, rawBody: body = '' } = request;
    done(signatureRefusal(verify, { raw, body }, () => request.log));
  };
}

/** A request with its body. */
export interface ReadRequest {
  readonly raw: IncomingMessage;
  /** The exact bytes. */
  readonly body: string | Uint8Array;
}

/** Where it is written down why a request was refused. */
interface RefusalLog {
  warn(what: { readonly verdict: SignatureVerdict }, message: string): void;
}

/**
 * What is answered to a request that is not signed: UNAUTHENTICATED, or UNAVAILABLE where it may be signed again, because it is
 * older than this process. Undefined for one that is signed.
 */
export function signatureRefusal(
  verify: VerifyRequest,
  { raw, body }: ReadRequest,
  log: () => RefusalLog,
): Error | undefined {
  const verdict = verify({ ...arrivedRequest(raw), body });
  if (verdict === 'valid') return undefined;
  log().warn({ verdict }, 'refused a request that is not signed');
  return refusalOf(verdict);
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
