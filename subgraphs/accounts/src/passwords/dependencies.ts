import type { SessionDependencies } from '../sessions/door.ts';

/** What the use cases of passwords are built from. */
export type Dependencies = Pick<
  SessionDependencies,
  'attempts' | 'database' | 'transact' | 'passwords' | 'ends' | 'now' | 'newId'
>;
