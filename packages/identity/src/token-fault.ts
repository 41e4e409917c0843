import { graphqlError, type ErrorCode } from '@cartwright/errors';
import type { GraphQLError } from 'graphql';

/**
 * Why the access token of a request speaks for nobody: it is over, its session has ended, it is none of ours, or it cannot be
 * checked at the moment.
 * A request with such a token is treated like one without, and whatever needs to know who asks says why it does not.
 */
export type TokenFault = 'EXPIRED' | 'REVOKED' | 'INVALID' | 'UNVERIFIABLE';

const errors: Record<TokenFault, readonly [ErrorCode, string]> = {
  EXPIRED: ['UNAUTHENTICATED', 'The access token has expired: refresh the session and ask again.'],
  REVOKED: [
    'UNAUTHENTICATED',
    'The session has ended, or what it may do has changed: refresh it, else sign in or start a guest session.',
  ],
  INVALID: ['UNAUTHENTICATED', 'The access token is not valid: sign in or start a guest session.'],
  UNVERIFIABLE: ['UNAVAILABLE', 'Access tokens cannot be checked at the moment. Try again shortly.'],
};

/** What a field that needs to know who asks answers; `extensions.accessToken` names the fault. */
export function tokenFaultError(fault: TokenFault): GraphQLError {
  const [code, message] = errors[fault];
  return graphqlError(code, message, { accessToken: fault });
}
