import type { Cart, PriceListChange, VariantChange } from '@cartwright/carts';
import { listedPrice, type SnapshotLine } from '@cartwright/invariants';
import type { MemoryCarts } from '../services/carts/memory-carts.ts';
import { keyOf, type ListedPrices } from '../services/carts/memory-offers.ts';

type Known = Pick<SnapshotLine, 'listedMinor' | 'basePriceMinor'>;

/** All that prices followed from at one time. */
interface Prices {
  readonly variants: ReadonlyMap<string, VariantChange>;
  readonly lists: readonly PriceListChange[];
  readonly listed: ReadonlyMap<string, ListedPrices>;
}

/** What lists said of each order when its cart was frozen, worked out by hand from what carts knew then. */
export class KnownPrices {
  readonly #carts: MemoryCarts;
  readonly #versions = new Map<number, Prices>();
  readonly #ofOrders = new Map<string, Map<string, Known>>();

  constructor(carts: MemoryCarts) {
    this.#carts = carts;
    for (const table of [carts.variants, carts.priceLists, carts.listedPrices])
      table.onCommit(() => this.#versions.set(carts.pricesVersion, pricesIn(carts)));
    carts.carts.onCommit((_id, cart, before) => {
      if (cart?.freeze != null && cart.freeze.orderId !== before?.freeze?.orderId)
        this.#note(cart, cart.freeze);
    });
  }

  /** What is known of a line; nothing of one that nobody froze. */
  of(orderId: string, variantId: string): Known {
    return this.#ofOrders.get(orderId)?.get(variantId) ?? {};
  }

  #note({ id, groupIds }: Cart, { orderId, snapshot }: NonNullable<Cart['freeze']>): void {
    const prices = this.#versions.get(this.#carts.pricedAt.get(id) ?? 0);
    if (prices === undefined) return;
    const { currency, lines, shippingAddress } = snapshot;
    const { countryCode } = shippingAddress;
    const known = lines.map(({ variantId, quantity }) => {
      const own = prices.variants.get(variantId)?.prices ?? [];
      const baseMinor = own.find((price) => price.currency === currency)?.amountMinor ?? 0;
      const lists = listsOf(prices, variantId, currency);
      const found = listedPrice(lists, { baseMinor, countryCode, groupIds, quantity });
      const { amountMinor: listedMinor, basePriceMinor } = found;
      return [variantId, { listedMinor, basePriceMinor }] as const;
    });
    this.#ofOrders.set(orderId, new Map(known));
  }
}

function pricesIn({ variants, priceLists, listedPrices }: MemoryCarts): Prices {
  return {
    variants: new Map(variants.committed),
    lists: [...priceLists.committed.values()],
    listed: new Map(listedPrices.committed),
  };
}

function listsOf({ lists, listed }: Prices, variantId: string, currency: string) {
  return lists
    .filter((list) => list.isRunning && list.currency === currency)
    .map((list) => {
      const { priceListId } = list;
      return { ...list, prices: listed.get(keyOf({ priceListId, variantId }))?.prices ?? [] };
    });
}
