import type { SessionDependencies } from '../sessions/door.ts';
import type { RecordAction } from '../roles/door.ts';

/** What the use cases of keys for machines are built from. */
export interface Dependencies extends Pick<
  SessionDependencies,
  'database' | 'transact' | 'accessTokens' | 'ends' | 'now' | 'newId'
> {
  readonly record: RecordAction;
}
