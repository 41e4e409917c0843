import type { SessionDependencies } from '../sessions/door.ts';

/** What the use cases of keys for machines are built from. */
export type Dependencies = Pick<
  SessionDependencies,
  'database' | 'transact' | 'accessTokens' | 'ends' | 'now' | 'newId'
>;
