import { keyPurge } from '@cartwright/idempotency';
import type { Room } from '@cartwright/subgraph';
import type { Tables } from '../generated/tables.ts';
import type { Parts } from '../parts.ts';
import { addressBookContext } from './context.ts';
import { resolvers } from './resolvers.ts';

/** The addresses that customers keep. */
export function addressBookRoom({ database, now, newId, logger }: Parts): Room<Tables> {
  return {
    resolvers,
    context: () => addressBookContext({ database, now, newId }),
    background: [keyPurge({ db: database.statements, now, logger })],
  };
}
