import { bind } from '@cartwright/database';
import { listByKey } from '@cartwright/graph';
import type { ContextInput } from '@cartwright/subgraph';
import type { Parts } from '../parts.ts';
import type { RecentPriceLists } from './recent-price-lists.ts';
import { findPriceList, readListedPrices, readPriceLists, type ListedPrices } from './repository.ts';
import { buyerLists, type Onlooker } from './use-cases/buyer-prices.ts';
import { createPriceList } from './use-cases/create-price-list.ts';
import { deletePriceList } from './use-cases/delete-price-list.ts';
import { updatePriceList } from './use-cases/update-price-list.ts';
import { updatePriceListPrices } from './use-cases/update-price-list-prices.ts';

/** What resolvers find at `context.priceLists`. */
export type PriceListsContext = ReturnType<typeof priceListsContext>;

/** Makes the context of one operation. */
export function priceListsContext(parts: Parts & { readonly lists: RecentPriceLists }, onlooker: Onlooker) {
  const { statements } = parts.database;
  return {
    ...bind(parts, { createPriceList, updatePriceList, deletePriceList, updatePriceListPrices }),
    /** What lists say of a variant in a currency for the buyer. */
    ofBuyer: buyerLists(statements, parts.lists, onlooker),
    find: (id: string) => findPriceList(statements, id),
    all: () => readPriceLists(statements),
    /** By variant id, for staff. */
    listed: listByKey(
      (ids: readonly string[]) => readListedPrices(statements, ids),
      ({ variantId }: ListedPrices) => variantId,
    ),
  };
}

/** Who asks, as far as prices follow from it. */
export function onlookerOf({
  viewer,
  countryCode,
}: Pick<ContextInput, 'viewer'> & Pick<Onlooker, 'countryCode'>): Onlooker {
  return { customerId: viewer?.isGrouped === true ? viewer.id : null, countryCode };
}
