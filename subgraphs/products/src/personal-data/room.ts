import { createPersonalDataRoom, type Room } from '@cartwright/subgraph';
import type { Tables } from '../tables.ts';
import type { Parts } from '../parts.ts';
import { resolvers } from './resolvers.ts';
import { collect, erase } from './use-cases.ts';

/** What products keeps of persons: shown to them, and erased. */
export function personalDataRoom(parts: Parts): Room<Tables> {
  const shared = createPersonalDataRoom<Tables>(parts, {
    domain: 'products',
    collect: (tx, { ids }) => collect(tx, ids),
    erase: (tx, { ids }) => erase(tx, ids, parts.now()),
  });
  return { ...shared, resolvers };
}
