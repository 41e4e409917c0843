import { createLoop } from '@cartwright/process';
import { createPersonalDataRoom, type Room } from '@cartwright/subgraph';
import type { Tables } from '../generated/tables.ts';
import type { Parts } from '../parts.ts';
import { resolvers } from './resolvers.ts';
import { collect, erase, purgeCarts } from './use-cases.ts';

const hourMs = 60 * 60 * 1000;

/** What carts keeps of persons: shown to them, and erased; and of those who do not come back, for a while. */
export function personalDataRoom(parts: Parts): Room<Tables> {
  const { database, now, logger } = parts;
  const shared = createPersonalDataRoom<Tables>(parts, {
    domain: 'carts',
    collect: (tx, { ids }) => collect(tx, ids),
    erase: (tx, { ids }) => erase(tx, ids, now()),
  });
  const purge = createLoop({
    name: 'purge carts that were left',
    round: () => purgeCarts(database.statements, now()),
    intervalMs: hourMs,
    logger,
  });
  return { ...shared, resolvers, background: [...(shared.background ?? []), purge] };
}
