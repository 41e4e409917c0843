import type { PriceListChange, PriceListPricesChange } from '@cartwright/carts';
import { storeCurrencies } from '@cartwright/money';
import type { Random } from '@cartwright/random';
import type { PriceListRecord } from '../services/products/memory-price-lists.ts';
import { keyOf } from '../services/carts/memory-offers.ts';
import type { Article } from './catalogue.ts';
import { countries, groupIds } from './customers.ts';
import type { Shop } from './shop.ts';

const lists = 8;

/** Gives the shop price lists before it opens, and has staff change them while it is open. */
export function schedulePrices(shop: Shop, openForMs: number): void {
  const { world } = shop.store.site;
  const { random } = world;
  for (let index = 0; index < lists; index += 1) {
    const priceListId = world.newId();
    const currency = random.pick(storeCurrencies);
    const draw = () => drawList(random, shop.articles, { priceListId, currency });
    open(shop, draw());
    for (let change = random.integer(0, 3); change > 0; change -= 1)
      world.schedule(random.integer(0, openForMs), () => announce(shop, draw()));
  }
}

/** A list for some countries or groups, or for everybody, which changes all prices by a share, or names some, from so many pieces on. */
function drawList(
  random: Random,
  articles: readonly Article[],
  list: Pick<PriceListChange, 'priceListId' | 'currency'>,
): PriceListRecord {
  const steps = [1, 2, 3].filter(() => random.chance(0.4));
  const named = articles.filter(() => random.chance(0.2));
  return {
    list: {
      ...list,
      version: 1,
      countries: random.chance(0.4) ? countries.filter(() => random.chance(0.4)) : [],
      groupIds: random.chance(0.5) ? [random.pick(groupIds)] : [],
      priority: random.integer(0, 2),
      adjustments: steps.map((minimumQuantity) => ({
        minimumQuantity,
        basisPoints: random.integer(-4_000, 2_000),
      })),
      isRunning: random.chance(0.8),
    },
    variants: articles.map((article) => ({
      variantId: article.variantId,
      prices: named.includes(article) ? drawPrices(random, article, list.currency) : [],
    })),
  };
}

function drawPrices(
  random: Random,
  { priceMinor }: Article,
  currency: PriceListChange['currency'],
): PriceListPricesChange['variants'][number]['prices'] {
  const steps = [1, 2, 3].filter((step) => step === 1 || random.chance(0.4));
  return steps.map((minimumQuantity) => {
    const amountMinor = Math.max(1, Math.floor((priceMinor[currency] * random.integer(50, 120)) / 100));
    return { minimumQuantity, amountMinor };
  });
}

function open({ store }: Shop, record: PriceListRecord): void {
  const { list, variants } = record;
  const { priceListId, version } = list;
  store.stock.priceLists.apply(priceListId, record);
  store.carts.priceLists.apply(priceListId, list);
  for (const { variantId, prices } of variants) {
    const row = { priceListId, variantId, version, prices };
    store.carts.listedPrices.apply(keyOf(row), row);
  }
}

/** Nobody tries again what fails. */
function announce({ store }: Shop, record: PriceListRecord): void {
  const { running } = store.site.world.random.pick(store.productsReplicas);
  running?.process.atOnce(() => void running.api.changePriceList(record).catch(() => undefined));
}
