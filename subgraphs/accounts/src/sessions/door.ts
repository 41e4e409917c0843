export { createAccessTokens } from './access-tokens.ts';
export type { Dependencies as SessionDependencies, OpeningDependencies } from './dependencies.ts';
export { createSessionEnds } from './ended/session-ends.ts';
export { createPasswords } from './passwords.ts';
export { revokeSessions, type ShownSession } from './repository.ts';
export { userAgentOf } from './user-agent.ts';
export { sessionSuccess } from './session-success.ts';
export { openSession, type OpenedSession } from './use-cases/open-session.ts';
export { takeOverGuest } from './use-cases/take-over-guest.ts';
