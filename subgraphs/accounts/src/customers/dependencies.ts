import type { SessionDependencies } from '../sessions/door.ts';

/** What the use cases of customers are built from. */
export type Dependencies = Pick<SessionDependencies, 'database' | 'transact' | 'ends' | 'now' | 'newId'>;
