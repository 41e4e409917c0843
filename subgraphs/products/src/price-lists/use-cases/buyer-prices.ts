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

/** What lists say that a variant costs this buyer in one currency: those that are for the buyer and say something of it. */
export interface BuyerLists {
  readonly variantId: string;
  readonly currency: string;
  readonly buyer: PriceBuyer;
  readonly lists: readonly VariantPriceList[];
}

/** Finds what lists say of a variant in a currency for one buyer; null where they say nothing. */
export type FindBuyerLists = (variantId: string, currency: string) => Promise<BuyerLists | null>;

/** Lists that may be for somebody whose groups are still to be read. */
function listsFor(lists: readonly PriceList[], { customerId, countryCode }: Onlooker): readonly PriceList[] {
  return lists.filter((list) => {
    const groupIds = customerId === null ? [] : list.groupIds;
    return isForBuyer(list, { countryCode, groupIds });
  });
}

/** Currencies in which some list may be for an onlooker. */
export function listedCurrencies(lists: readonly PriceList[], onlooker: Onlooker): ReadonlySet<string> {
  return new Set(listsFor(lists, onlooker).map(({ currency }) => currency));
}

/**
 * All that is asked for at once costs one statement, and none where no list of its currencies is for the buyer. Which lists these are is
 * found once for all variants, and lists that say nothing of a variant are left out.
 */
export function buyerLists(
  statements: Statements<Tables>,
  recent: RecentPriceLists,
  onlooker: Onlooker,
): FindBuyerLists {
  const loader = byKey(async (keys: readonly string[]): Promise<BuyerLists[]> => {
    const asked = keys.map(askedBy);
    const currencies = new Set(asked.map(({ currency }) => currency));
    const known = listsFor(await recent.recent(), onlooker).filter(({ currency }) =>
      currencies.has(currency),
    );
    if (known.length === 0) return [];
    const variantIds = [...new Set(asked.map(({ variantId }) => variantId))];
    const facts = { variantIds, priceListIds: known.map(({ id }) => id) };
    const { groupIds, listed } = await readBuyerFacts(statements, onlooker.customerId, facts);
    const buyer = { countryCode: onlooker.countryCode, groupIds };
    const own = Map.groupBy(
      known.filter((list) => isForBuyer(list, buyer)),
      ({ currency }): string => currency,
    );
    const pricesOf = new Map(listed.map((one) => [`${one.priceListId} ${one.variantId}`, one.prices]));
    return asked.map(({ variantId, currency }) => ({
      ...{ variantId, currency, buyer },
      lists: (own.get(currency) ?? []).flatMap((list) => {
        const prices = pricesOf.get(`${list.id} ${variantId}`) ?? [];
        return prices.length === 0 && list.adjustments.length === 0 ? [] : [{ ...list, prices }];
      }),
    }));
  }, keyOf);
  return (variantId, currency) => loader.load(keyOf({ variantId, currency }));
}

const currencyLength = 3;

function keyOf({ variantId, currency }: Pick<BuyerLists, 'variantId' | 'currency'>): string {
  return `${currency}${variantId}`;
}

function askedBy(key: string): Pick<BuyerLists, 'variantId' | 'currency'> {
  return { currency: key.slice(0, currencyLength), variantId: key.slice(currencyLength) };
}
