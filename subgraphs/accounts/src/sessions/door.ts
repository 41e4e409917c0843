export { createAccessTokens } from './access-tokens.ts';
export type { Dependencies as SessionDependencies, OpeningDependencies } from './dependencies.ts';
export { createPasswords } from './passwords.ts';
export { revokeAllOf } from './repository.ts';
export { sessionSuccess } from './session-success.ts';
export { openSession, type OpenedSession } from './use-cases/open-session.ts';
