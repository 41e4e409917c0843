import type { OpenedSession } from './use-cases/open-session.ts';

/** A session as the graph shows it; who opened it may see its user, whatever token the request came with. */
export function sessionSuccess({ user, ...tokens }: OpenedSession) {
  return { __typename: 'SessionCreateSuccess' as const, user: { ...user, isOwn: true }, tokens };
}
