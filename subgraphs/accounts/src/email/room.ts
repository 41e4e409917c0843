import { customerRegistered, emailLinkRequested } from '@cartwright/events';
import { createLoop } from '@cartwright/process';
import type { Room } from '@cartwright/subgraph';
import type { Tables } from '../generated/tables.ts';
import type { Parts } from '../parts.ts';
import { emailContext } from './context.ts';
import type { Dependencies } from './dependencies.ts';
import { purgeLinks } from './repository.ts';
import { resolvers } from './resolvers.ts';

const purgeIntervalMs = 10 * 60_000;

/** The proof that an address is its customer's, and changing to another one. */
export function emailRoom({ database, now, logger }: Parts, dependencies: Dependencies): Room<Tables> {
  const context = emailContext(dependencies);
  const purge = createLoop({
    name: 'purge links to e-mail addresses',
    round: () => purgeLinks(database.statements, now()),
    intervalMs: purgeIntervalMs,
    logger,
  });
  return {
    resolvers,
    context: () => context,
    publishes: [emailLinkRequested, customerRegistered],
    background: [purge],
  };
}
