import { instantPage, isId, type Connection, type InstantPageArguments } from '@cartwright/graph';
import type { Parts } from '../../parts.ts';
import { countOffers, listOffers, type OfferFilter } from '../repository/offers.ts';
import type { FlashOffer, FlashOfferStatus } from '../rules/flash-offer.ts';

/** Which offers, and in which order. */
export interface ReadOffers extends InstantPageArguments {
  readonly filters?:
    | {
        readonly statuses?: readonly FlashOfferStatus[] | null | undefined;
        readonly variantIds?: readonly string[] | null | undefined;
      }
    | null
    | undefined;
  readonly sort: 'STARTS_FIRST' | 'NEWEST';
}

/** A page of the offers that shoppers see. @throws BAD_USER_INPUT for a bad size or cursor */
export function readOffers(
  { database: { statements }, now }: Pick<Parts, 'database' | 'now'>,
  { filters, sort, ...page }: ReadOffers,
): Promise<Connection<FlashOffer>> {
  const statuses = filters?.statuses ?? null;
  const variantIds = filters?.variantIds?.filter(isId) ?? null;
  const filter: OfferFilter = { statuses, variantIds, now: now() };
  return instantPage(page, {
    identity: ['flash offers', sort, statuses?.join(' ') ?? '', variantIds?.join(' ') ?? ''],
    list: (slice) => listOffers(statements, filter, { ...slice, order: sort === 'NEWEST' ? 'desc' : 'asc' }),
    count: () => countOffers(statements, filter),
    instantOf: ({ startsAt }) => startsAt,
  });
}
