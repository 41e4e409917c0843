import type { SessionDependencies } from '../sessions/door.ts';

/** What the use cases of staff are built from. */
export type Dependencies = Pick<
  SessionDependencies,
  'database' | 'transact' | 'passwords' | 'ends' | 'now' | 'newId'
>;
