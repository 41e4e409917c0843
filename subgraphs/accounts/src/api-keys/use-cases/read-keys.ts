import { instantPage, type Connection, type InstantPageArguments } from '@cartwright/graph';
import type { Dependencies } from '../dependencies.ts';
import { countKeys, listKeys, type KeyRecord } from '../repository.ts';

/** A page of the keys, latest first. @throws BAD_USER_INPUT for a bad size or cursor */
export function readKeys(
  { database: { statements } }: Pick<Dependencies, 'database'>,
  page: InstantPageArguments,
): Promise<Connection<KeyRecord>> {
  return instantPage(page, {
    identity: ['api keys'],
    list: (slice) => listKeys(statements, slice),
    count: () => countKeys(statements),
    instantOf: ({ createdAt }) => createdAt,
  });
}
