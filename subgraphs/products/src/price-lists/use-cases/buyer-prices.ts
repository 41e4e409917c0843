import type { Statements } from '@cartwright/database';
import { byKey } from '@cartwright/graph';
import { isForBuyer, type PriceBuyer, type VariantPriceList } from '@cartwright/money';
import type { Tables } from '../../tables.ts';
import type { RecentPriceLists } from '../recent-price-lists.ts';
import { readBuyerFacts } from '../repository.ts';
import type { PriceList } from '../rules/price-list.ts';

/** Who looks at prices. */
export interface Onlooker {
  /** Null for whoever is in no group. */
  readonly customerId: string | null;
  /** Null while it is not known. */
  readonly countryCode: string | null;
}

/** What lists say that a variant costs this buyer. */
export interface BuyerLists {
  readonly variantId: string;
  readonly buyer: PriceBuyer;
  /** In every currency. */
  readonly lists: readonly (VariantPriceList & Pick<PriceList, 'currency'>)[];
}

/** Lists that may be for somebody whose groups are still to be read. */
export function listsFor(
  lists: readonly PriceList[],
  { customerId, countryCode }: Onlooker,
): readonly PriceList[] {
  return lists.filter((list) => {
    const groupIds = customerId === null ? [] : list.groupIds;
    return isForBuyer(list, { countryCode, groupIds });
  });
}

/** Finds what lists say of variants for one buyer: all that are asked about at once cost one statement, and none where no list is for them. */
export function buyerLists(statements: Statements<Tables>, recent: RecentPriceLists, onlooker: Onlooker) {
  return byKey(
    async (variantIds: readonly string[]): Promise<BuyerLists[]> => {
      const lists = listsFor(await recent.recent(), onlooker);
      if (lists.length === 0) return [];
      const asked = { variantIds, priceListIds: lists.map(({ id }) => id) };
      const { groupIds, listed } = await readBuyerFacts(statements, onlooker.customerId, asked);
      const buyer = { countryCode: onlooker.countryCode, groupIds };
      const pricesOf = new Map(listed.map((one) => [`${one.priceListId} ${one.variantId}`, one.prices]));
      return variantIds.map((variantId) => ({
        variantId,
        buyer,
        lists: lists.map((list) => ({ ...list, prices: pricesOf.get(`${list.id} ${variantId}`) ?? [] })),
      }));
    },
    ({ variantId }: BuyerLists) => variantId,
  );
}
