import { createLoop } from '@cartwright/process';
import { createPersonalDataRoom, type Room } from '@cartwright/subgraph';
import type { Tables } from '../generated/tables.ts';
import type { Parts } from '../parts.ts';
import { deleteFarewells } from './repository.ts';
import { resolvers } from './resolvers.ts';
import { collect, erase, purgeOld } from './use-cases.ts';

const farewellIntervalMs = 10_000;
const purgeIntervalMs = 60 * 60_000;

/** What notifications keeps of persons: shown to them, and erased; and of everybody for a while. */
export function personalDataRoom(parts: Parts): Room<Tables> {
  const { database, now, logger } = parts;
  const shared = createPersonalDataRoom<Tables>(parts, {
    domain: 'notifications',
    collect: (tx, { ids }) => collect(tx, ids),
    erase,
  });
  const farewells = createLoop({
    name: 'delete the last mails to those who are erased',
    round: () => deleteFarewells(database.statements),
    intervalMs: farewellIntervalMs,
    logger,
  });
  const purge = createLoop({
    name: 'purge old notifications',
    round: () => purgeOld(database.statements, now()),
    intervalMs: purgeIntervalMs,
    logger,
  });
  return { ...shared, resolvers, background: [...(shared.background ?? []), farewells, purge] };
}
