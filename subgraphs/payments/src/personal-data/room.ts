import { createPersonalDataRoom, type Room } from '@cartwright/subgraph';
import type { Tables } from '../generated/tables.ts';
import type { Parts } from '../parts.ts';
import { resolvers } from './resolvers.ts';
import { collect, erase } from './use-cases.ts';

/** What payments keeps of persons: shown to them, and erased. */
export function personalDataRoom(parts: Parts): Room<Tables> {
  const shared = createPersonalDataRoom<Tables>(parts, {
    domain: 'payments',
    collect: (tx, { ids }) => collect(tx, ids),
    erase: (tx, { ids }) => erase(tx, ids),
  });
  return { ...shared, resolvers };
}
