import { bind } from '@cartwright/database';
import type { Room } from '@cartwright/subgraph';
import type { Tables } from '../generated/tables.ts';
import type { Parts } from '../parts.ts';
import { consumes } from './events.ts';
import { resolvers } from './resolvers.ts';
import { readTrail } from './use-cases.ts';

/** What the resolvers of this room find. */
export type AuditContext = ReturnType<typeof contextOf>;

/** Who of the staff did what to any domain, and why. */
export function auditRoom(parts: Parts): Room<Tables> {
  return { resolvers, consumes, context: () => contextOf(parts) };
}

const contextOf = ({ database }: Parts) => ({ audit: bind({ db: database.statements }, { readTrail }) });
