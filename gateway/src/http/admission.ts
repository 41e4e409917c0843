import type { RequestContext } from '../execution/request-context.ts';

/** A request that was admitted. */
export interface Admission {
  /** Who asks; what is kept is found by no more. */
  readonly asker: Pick<RequestContext, 'viewer' | 'tokenFault' | 'clientAddress' | 'requestId'>;
  /** The same with all that an operation is run with, made when it is. */
  readonly context: RequestContext;
  /** The header `WWW-Authenticate`, where the token speaks for nobody. */
  readonly challenge: string | undefined;
}
