import { instantPage, isId, type Connection, type InstantPageArguments } from '@cartwright/graph';
import type { Parts } from '../../parts.ts';
import { countFetches, listFetches, type FetchFilter } from '../repository.ts';
import type { FetchState, PictureFetch } from '../rules/picture-fetch.ts';

/** Which fetches. */
export interface ReadFetches extends InstantPageArguments {
  readonly filters?:
    | {
        readonly productId?: string | null | undefined;
        readonly importId?: string | null | undefined;
        readonly states?: readonly FetchState[] | null | undefined;
      }
    | null
    | undefined;
}

/** A page of the pictures that were to be fetched, the latest first. @throws BAD_USER_INPUT for a bad size or cursor */
export function readFetches(
  { database: { statements } }: Pick<Parts, 'database'>,
  { filters, ...page }: ReadFetches,
): Promise<Connection<PictureFetch>> {
  const filter: FetchFilter = {
    productIds: idsOf(filters?.productId),
    importIds: idsOf(filters?.importId),
    states: filters?.states ?? null,
  };
  const told = [filter.productIds, filter.importIds, filter.states].map((one) => one?.join(' ') ?? 'all');
  return instantPage(page, {
    identity: ['picture fetches', ...told],
    list: (slice) => listFetches(statements, filter, slice),
    count: () => countFetches(statements, filter),
    instantOf: ({ createdAt }) => createdAt,
  });
}

/** What is no id finds nothing; null finds all. */
function idsOf(id: string | null | undefined): readonly string[] | null {
  return id == null ? null : [id].filter(isId);
}
