import { createRandom, type Random } from '@cartwright/random';
import type { Cart, Conditions, Delivery, Line, Promotion, PromotionClass, Selection, Zone } from './cart.ts';
import { randomEffect } from './random-effect.ts';

/** Few prices, so that many are equal, and some that do not divide: equal ones and equal rests are where orders are decided. */
const unitPrices = [0n, 1n, 7n, 99n, 100n, 100n, 333n, 333n, 999n, 1_000n, 2_499n, 12_345n];

/** Those of several countries, of none to two decimals of a per cent. */
const rates = [0, 500, 700, 825, 1_000, 1_900, 2_000, 2_100, 2_550];

const classes: readonly PromotionClass[] = ['PRODUCT', 'ORDER', 'SHIPPING'];

const windows: readonly (readonly [beginsAt: number | null, endsAt: number | null])[] = [
  ...Array.from({ length: 50 }, () => [null, null] as const),
  [500, null],
  [1_000, null],
  [1_500, null],
  [null, 1_000],
  [null, 1_001],
  [200, 800],
  [1_500, 2_000],
];

/** A cart that its seed repeats. Over many seeds each effect, condition, reason, combination and kind of zone comes up, and ties of all kinds. */
export function randomCart(seed: string): Cart {
  const random = createRandom(seed);
  // Their ids do not follow the order that they stand in.
  const ids = random.shuffle(
    Array.from({ length: random.integer(0, 8) }, (_, index) => `promotion-${index}`),
  );
  // Few in one cart, so that lines and delivery share them.
  const cartRates = random.shuffle(rates).slice(0, random.integer(1, 3));
  const lines = Array.from({ length: random.integer(random.chance(0.05) ? 0 : 1, 6) }, (_, index) =>
    randomLine(random.fork(`line ${index}`), index, cartRates),
  );
  const listMinor = lines.reduce((sum, line) => sum + line.unitPriceMinor * BigInt(line.quantity), 0n);
  // Bounds that are reached, just reached and just missed.
  const bounds = [1n, 100n, 1_000n, 5_000n, listMinor, listMinor, listMinor + 1n, listMinor / 2n];
  const promotions = ids.map((id) => randomPromotion(random.fork(id), id, bounds));
  return {
    lines,
    promotions,
    enteredCodes: [
      ...promotions.flatMap(({ codes }) => codes.filter(() => random.chance(0.6))),
      ...(random.chance(0.1) ? ['NO-SUCH-CODE'] : []),
    ],
    buyer: {
      customerId: random.pick([null, 'customer-1', 'customer-2']),
      groupIds: someOf(random, ['group-1', 'group-2'], 0.4),
      country: random.pick([null, 'DE', 'US', 'JP']),
      isFirstOrder: random.pick([null, true, false]),
    },
    now: { at: 1_000, hourOfWeek: random.integer(0, 167) },
    delivery: random.chance(0.1) ? null : randomDelivery(random.fork('delivery'), bounds, cartRates),
    zone: randomZone(random.fork('zone')),
  };
}

function randomLine(random: Random, index: number, cartRates: readonly number[]): Line {
  const product = random.integer(1, 3);
  return {
    id: `line-${index}`,
    productId: `product-${product}`,
    variantId: `variant-${product}-${random.integer(1, 2)}`,
    categoryIds: someOf(random, ['category-1', 'category-2'], 0.5),
    collectionIds: someOf(random, ['collection-1', 'collection-2'], 0.4),
    attributes: {
      ...(random.chance(0.7) && { colour: [random.pick(['red', 'blue'])] }),
      ...(random.chance(0.5) && { size: someOf(random, ['S', 'M', 'L'], 0.5) }),
    },
    unitPriceMinor: random.pick(unitPrices),
    quantity: random.integer(1, random.chance(0.2) ? 12 : 4),
    isFullPrice: random.chance(0.8),
    unitGrams: random.pick([0, 100, 750]),
    taxBasisPoints: random.pick(cartRates),
  };
}

function randomPromotion(random: Random, id: string, bounds: readonly bigint[]): Promotion {
  const [beginsAt, endsAt] = random.pick(windows);
  return {
    id,
    priority: random.integer(0, 2),
    combinesWith: random.chance(0.8) ? classes : someOf(random, classes, 0.7),
    conditions: randomConditions(random, bounds),
    codes: random.chance(0.2) ? [`${id}-A`, `${id}-B`].slice(0, random.integer(1, 2)) : [],
    selection: randomSelection(random),
    effect: randomEffect(random, bounds, () => randomSelection(random)),
    beginsAt,
    endsAt,
    isUsedUp: random.chance(0.02),
  };
}

function randomConditions(random: Random, bounds: readonly bigint[]): Conditions {
  const isPersonal = random.chance(0.06);
  return {
    minimumMinor: random.chance(0.2) ? random.pick(bounds) : null,
    minimumQuantity: random.chance(0.1) ? random.integer(1, 8) : null,
    customerIds: isPersonal ? someOf(random, ['customer-1', 'customer-3'], 0.6) : [],
    groupIds: isPersonal ? someOf(random, ['group-1', 'group-3'], 0.6) : [],
    countries: random.chance(0.04) ? someOf(random, ['DE', 'JP'], 0.7) : [],
    firstOrderOnly: random.chance(0.03),
    hoursOfWeek: random.chance(0.03) ? Array.from({ length: 84 }, (_, hour) => hour * 2) : [],
  };
}

function randomSelection(random: Random): Selection {
  const namesNone = random.chance(0.5);
  const named = (ids: readonly string[]): readonly string[] =>
    namesNone || random.chance(0.4) ? [] : someOf(random, ids, 0.7);
  return {
    productIds: named(['product-1', 'product-2']),
    variantIds: named(['variant-1-1', 'variant-2-1', 'variant-3-2']),
    categoryIds: named(['category-1', 'category-3']),
    collectionIds: named(['collection-1', 'collection-3']),
    attributes: {
      ...(random.chance(0.06) && { colour: ['red', 'green'] }),
      ...(random.chance(0.06) && { size: ['M', 'L'] }),
    },
    onlyFullPrice: random.chance(0.08),
  };
}

function randomDelivery(random: Random, bounds: readonly bigint[], cartRates: readonly number[]): Delivery {
  return {
    optionId: random.pick(['standard', 'express']),
    bands: [
      { fromMinor: 0n, fromGrams: 0, amountMinor: random.pick([0n, 1n, 499n, 500n, 750n, 1_001n]) },
      ...(random.chance(0.4) ? [{ fromMinor: 0n, fromGrams: 2_000, amountMinor: 1_490n }] : []),
      ...(random.chance(0.3) ? [{ fromMinor: random.pick(bounds), fromGrams: 0, amountMinor: 0n }] : []),
    ],
    taxBasisPoints: random.pick([...cartRates, ...rates]),
  };
}

function randomZone(random: Random): Zone {
  return {
    pricesIncludeTax: random.chance(0.5),
    rounding: random.pick(['LINE', 'RATE']),
    deliveryTax: random.pick(['OWN_CLASS', 'PROPORTIONAL']),
    paysTax: random.chance(0.8),
  };
}

function someOf<Item>(random: Random, items: readonly Item[], probability: number): Item[] {
  return items.filter(() => random.chance(probability));
}
