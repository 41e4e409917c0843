import { storeCurrencies } from '@cartwright/money';
import type { FlashOffer } from '@cartwright/products';
import type { Shop } from './shop.ts';

interface Opening {
  readonly buyers: number;
  readonly openForMs: number;
}

/** Has staff make flash offers of what is in demand, and of other things, while the shop is open. */
export function scheduleOffers(shop: Shop, { buyers, openForMs }: Opening): void {
  const { random } = shop.store.site.world;
  for (let offer = random.integer(2, 8); offer > 0; offer -= 1) {
    shop.store.site.world.schedule(random.integer(0, openForMs), () => {
      begin(shop, drawOffer(shop, { buyers, openForMs, number: offer }));
    });
  }
}

/** Each at a price that nothing else of its variant has. */
function drawOffer(
  { store, articles }: Shop,
  { buyers, openForMs, number }: Opening & { readonly number: number },
): FlashOffer {
  const { random, newId, now } = store.site.world;
  const { variantId, priceMinor } = random.pick(articles.slice(0, 6));
  const currency = random.pick(storeCurrencies);
  const startsAt = now();
  return {
    id: newId(),
    variantId,
    currency,
    amountMinor: Math.floor(priceMinor[currency] / 2) + number,
    startsAt,
    endsAt: new Date(startsAt.getTime() + random.integer(1_000, openForMs)),
    // Enough for somebody who comes again to find something left.
    budget: random.integer(1, Math.max(2, buyers >> 4)),
    limitPerCustomer: random.chance(0.3) ? null : random.integer(1, 3),
    ...{ reserved: 0, sold: 0, endedAt: null, version: 1, isQueued: false, drawSeed: null },
    createdAt: startsAt,
  };
}

/** Nobody tries again what fails. */
function begin({ store }: Shop, offer: FlashOffer): void {
  const { running } = store.site.world.random.pick(store.productsReplicas);
  running?.process.atOnce(() => void running.api.beginOffer(offer).catch(() => undefined));
}
