import type { preHandlerHookHandler } from 'fastify';
import { graphqlError } from '@cartwright/errors';
import { judgeSignature, signatureHeader } from './signature.ts';

/** How signatures are checked. */
export interface SignaturePolicy {
  readonly secret: string;
  /** Accepts unsigned requests; only for a subgraph that runs alone in development. */
  readonly allowUnsigned: boolean;
  readonly now?: () => Date;
}

/** A preHandler that answers 401 unless the body's exact bytes are signed with the gateway's secret. */
export function requireSignature({
  secret,
  allowUnsigned,
  now = () => new Date(),
}: SignaturePolicy): preHandlerHookHandler {
  return (request, _reply, done) => {
    const header = request.headers[signatureHeader];
    const body = request.rawBody ?? '';
    const verdict = allowUnsigned
      ? 'valid'
      : judgeSignature(secret, body, Array.isArray(header) ? header[0] : header, now());
    if (verdict === 'valid') {
      done();
      return;
    }
    request.log.warn({ verdict }, 'refused a request that is not signed');
    done(graphqlError('UNAUTHENTICATED', 'This request is not signed.'));
  };
}
