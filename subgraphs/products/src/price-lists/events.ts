import { message, priceListChanged, priceListPricesChanged, type OutgoingMessage } from '@cartwright/events';
import type { QuantityPrice } from '@cartwright/money';
import type { PriceList } from './rules/price-list.ts';

/** The messages that this room sends. */
export const publishes = [priceListChanged, priceListPricesChanged];

/** Tells what a list is from now on, or was when it was deleted. */
export function priceListMessage(list: PriceList, isDeleted = false): OutgoingMessage {
  const { id: priceListId, version, currency, countries, groupIds, priority, adjustments, isRunning } = list;
  return message(priceListChanged, {
    ...{ priceListId, version, currency, priority, isRunning },
    countries: [...countries],
    groupIds: [...groupIds],
    adjustments: [...adjustments],
    ...(isDeleted && { isDeleted }),
  });
}

/** Tells what a list says that variants cost from now on. */
export function priceListPricesMessage(
  { id: priceListId, version }: PriceList,
  variants: readonly { readonly variantId: string; readonly prices: readonly QuantityPrice[] }[],
): OutgoingMessage {
  return message(priceListPricesChanged, {
    priceListId,
    version,
    variants: variants.map(({ variantId, prices }) => ({ variantId, prices: [...prices] })),
  });
}
