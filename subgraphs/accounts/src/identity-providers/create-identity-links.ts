import type { Parts } from '../parts.ts';
import type { IdentityLinks } from '../second-factors/door.ts';
import { insertIdentity } from './repository.ts';

/** Accounts at providers as second factors know them. */
export function createIdentityLinks({ now, newId }: Pick<Parts, 'now' | 'newId'>): IdentityLinks {
  return {
    link: (tx, userId, link) => insertIdentity(tx, { ...link, id: newId(), userId, createdAt: now() }),
  };
}
