import type { TokenFault } from '@cartwright/identity';
import type { OpenedSession } from './use-cases/open-session.ts';

/**
 * A session as the graph shows it; who opened it may see its user, whatever token the request came with. With `leftBehind`
 * that token, which may have been a guest's, did not count; one of a session that has ended cannot be renewed, and has
 * nothing to be told of.
 */
export function sessionSuccess({ user, ...tokens }: OpenedSession, leftBehind?: TokenFault) {
  return {
    __typename: 'SessionCreateSuccess' as const,
    user: { ...user, isOwn: true },
    tokens,
    warnings: leftBehind === undefined || leftBehind === 'REVOKED' ? [] : [guestLeftBehind],
  };
}

const guestLeftBehind = {
  code: 'GUEST_LEFT_BEHIND',
  message:
    'The access token that came along was not accepted. If it was a guest’s, their cart and orders are not yours yet: ' +
    'refresh the guest’s session and sign in again with its new token.',
  target: null,
};
