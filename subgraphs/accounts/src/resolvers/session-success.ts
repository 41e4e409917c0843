import type { OpenedSession } from '../use-cases/open-session.ts';

/** A session as the graph shows it. */
export function sessionSuccess(session: OpenedSession) {
  const { user, ...tokens } = session;
  return { __typename: 'SessionCreateSuccess' as const, user, tokens };
}
