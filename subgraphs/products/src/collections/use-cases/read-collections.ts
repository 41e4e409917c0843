import { instantPage, type Connection, type InstantPageArguments } from '@cartwright/graph';
import type { Parts } from '../../parts.ts';
import {
  countCollections,
  listCollections,
  type Collection,
  type FoundCollections,
} from '../repository/collections.ts';

/** A page of the collections, the latest first. @throws BAD_USER_INPUT for a bad size or cursor */
export function readCollections(
  { database: { statements } }: Pick<Parts, 'database'>,
  which: FoundCollections,
  page: InstantPageArguments,
): Promise<Connection<Collection>> {
  return instantPage(page, {
    identity: ['collections', which],
    list: (slice) => listCollections(statements, which, slice),
    count: () => countCollections(statements, which),
    instantOf: ({ createdAt }) => createdAt,
  });
}
