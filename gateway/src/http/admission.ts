import type { RequestContext } from '../execution/request-context.ts';

/** A request that was admitted. */
export interface Admission {
  readonly context: RequestContext;
  /** The header `WWW-Authenticate`, where the token speaks for nobody. */
  readonly challenge: string | undefined;
}
