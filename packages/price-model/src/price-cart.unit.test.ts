import { describe, expect, it } from 'vitest';
import { cart, everything, line, only, promotion } from './build-cart.ts';
import type { Cart, Effect, Promotion } from './cart.ts';
import { priceCart } from './price-cart.ts';

/** What each line gets off, of a cart with these promotions. */
function offs(priced: Cart, ...promotions: readonly Promotion[]): bigint[] {
  return priceCart({ ...priced, promotions }).lines.map(
    ({ listTotalMinor, restMinor }) => listTotalMinor - restMinor,
  );
}

const taken = (priced: Cart): string[] => priceCart(priced).applied.map(({ promotionId }) => promotionId);
const reasons = (priced: Cart): Record<string, string> =>
  Object.fromEntries(priceCart(priced).refused.map(({ promotionId, reason }) => [promotionId, reason]));

const share = (of: 'PRODUCT' | 'ORDER' | 'SHIPPING', basisPoints: number): Effect => ({
  kind: 'PERCENTAGE',
  of,
  basisPoints,
});
const amount = (of: 'PRODUCT' | 'ORDER' | 'SHIPPING', amountMinor: bigint): Effect => ({
  kind: 'FIXED_AMOUNT',
  of,
  amountMinor,
});
const getOneForTwo = {
  kind: 'BUY_X_GET_Y',
  buys: everything,
  buyQuantity: 2,
  getQuantity: 1,
  basisPoints: 10_000,
  maxApplications: null,
} as const;

describe('an effect', () => {
  const shop = cart([line('a', 999n, 3), line('b', 250n, 2), line('c', 5n)]);

  it.each<[string, Effect, bigint[]]>([
    ['a percentage of each line, half up', share('PRODUCT', 1_000), [300n, 50n, 1n]],
    ['a percentage of the lines together, once half up', share('ORDER', 1_000), [300n, 50n, 0n]],
    ['an amount for each piece, of at most the rest', amount('PRODUCT', 100n), [300n, 200n, 5n]],
    ['an amount once', amount('ORDER', 100n), [86n, 14n, 0n]],
    ['an amount of at most all', amount('ORDER', 10_000n), [2_997n, 500n, 5n]],
    ['what is above a price for each piece', { kind: 'FIXED_PRICE', amountMinor: 200n }, [2_397n, 100n, 0n]],
    ['the cheapest for each two', getOneForTwo, [0n, 250n, 5n]],
    ['the cheapest for two, once', { ...getOneForTwo, maxApplications: 1 }, [0n, 0n, 5n]],
    ['a third of what is got, half up for each line', { ...getOneForTwo, basisPoints: 3_333 }, [0n, 83n, 2n]],
    [
      'what groups cost above a price',
      { kind: 'BUNDLE_PRICE', quantity: 2, amountMinor: 1_000n, maxApplications: null },
      [998n + 199n, 50n, 0n],
    ],
    ['pieces of a gift, and no others', { kind: 'GIFT', variantId: 'b', quantity: 5 }, [0n, 500n, 0n]],
  ])('takes %s', (_what, effect, expected) => {
    expect(offs(shop, promotion('one', effect))).toEqual(expected);
  });

  it('looks at pieces whose line was made cheaper: the first of them cost a unit more', () => {
    const gift = promotion('gift', { kind: 'GIFT', variantId: 'a', quantity: 1 });
    // 300 less 33 % are 201: 67, 67 and 67; less 33.33 % they are 200: 67, 67 and 66.
    const third = promotion('third', share('PRODUCT', 3_300), { priority: 1 });
    expect(offs(cart([line('a', 100n, 3)]), third, gift)).toEqual([99n + 67n]);
    const exactThird = promotion('exact third', share('PRODUCT', 3_333), { priority: 1 });
    expect(offs(cart([line('a', 100n, 3)]), exactThird, gift)).toEqual([100n + 67n]);
    const allBut = promotion('all but one', { kind: 'GIFT', variantId: 'a', quantity: 2 });
    expect(offs(cart([line('a', 100n, 3)]), exactThird, allBut)).toEqual([100n + 134n]);
  });

  it('buys what cannot be got first, though it is cheaper', () => {
    const suits = promotion('suits', getOneForTwo, { selection: only('suit') });
    // The two suits would have to buy each other; the ties buy one of them. What is left does not buy another.
    expect(offs(cart([line('tie', 100n, 2), line('suit', 900n, 2)]), suits)).toEqual([0n, 900n]);
    expect(offs(cart([line('tie', 100n, 2), line('suit', 900n, 3)]), suits)).toEqual([0n, 900n]);
    expect(offs(cart([line('tie', 100n, 1), line('suit', 900n, 3)]), suits)).toEqual([0n, 900n]);
    expect(offs(cart([line('tie', 100n, 1), line('suit', 900n, 1)]), suits)).toEqual([0n, 0n]);
  });

  it('of a bundle is nothing for a group that is not full, or that costs the price', () => {
    const bundle = { kind: 'BUNDLE_PRICE', quantity: 2, amountMinor: 1_000n, maxApplications: null } as const;
    const off = (...pieces: readonly bigint[]): bigint[] =>
      offs(cart(pieces.map((price, index) => line(`${index}`, price))), promotion('bundle', bundle));
    expect(off(5_000n)).toEqual([0n]);
    expect(off(500n, 500n)).toEqual([0n, 0n]);
    // 200 above the price, by 900 and 300; then 300 is alone.
    expect(off(300n, 300n, 900n)).toEqual([50n, 0n, 150n]);
    const once = promotion('once', { ...bundle, maxApplications: 1 });
    expect(offs(cart([line('a', 600n, 4)]), once)).toEqual([200n]);
  });

  it('gets, of one price, pieces of the earlier line', () => {
    expect(offs(cart([line('a', 100n, 2), line('b', 100n)]), promotion('one', getOneForTwo))).toEqual([
      0n,
      100n,
    ]);
    expect(offs(cart([line('a', 100n, 3), line('b', 100n)]), promotion('one', getOneForTwo))).toEqual([
      100n,
      0n,
    ]);
  });

  it('takes by the highest tier that is reached, in whatever order they stand', () => {
    const tiers = promotion('tiers', {
      kind: 'TIERED',
      tiers: [
        { fromMinor: 2_000n, off: { basisPoints: 1_000 } },
        { fromMinor: 1_000n, off: { amountMinor: 50n } },
      ],
    });
    expect(offs(cart([line('a', 999n)]), tiers)).toEqual([0n]);
    expect(offs(cart([line('a', 1_000n)]), tiers)).toEqual([50n]);
    expect(offs(cart([line('a', 2_000n)]), tiers)).toEqual([200n]);
  });

  it('of the delivery looks at its way, and at what it costs', () => {
    const rest = (effect: Effect): bigint | undefined =>
      priceCart(cart([line('a', 1n)], { deliveryMinor: 499n, promotions: [promotion('one', effect)] }))
        .delivery?.restMinor;
    expect(rest({ kind: 'FREE_SHIPPING', options: [], maximumMinor: null })).toBe(0n);
    expect(rest({ kind: 'FREE_SHIPPING', options: ['standard'], maximumMinor: 499n })).toBe(0n);
    expect(rest({ kind: 'FREE_SHIPPING', options: ['express'], maximumMinor: null })).toBe(499n);
    expect(rest({ kind: 'FREE_SHIPPING', options: [], maximumMinor: 498n })).toBe(499n);
    expect(rest(share('SHIPPING', 5_000))).toBe(249n);
    expect(rest(amount('SHIPPING', 1_000n))).toBe(0n);
  });
});

describe('a selection', () => {
  const red = line('a', 100n, 1, {
    collectionIds: ['sale'],
    attributes: { colour: ['red', 'blue'], size: ['S'] },
  });
  const plain = line('b', 100n, 1, { categoryIds: ['shoes'], isFullPrice: false });

  it.each([
    ['all lines where it names none', {}, [100n, 100n]],
    ['lines of any list', { collectionIds: ['sale'], categoryIds: ['shoes'] }, [100n, 100n]],
    ['lines of one list', { variantIds: ['a', 'c'] }, [100n, 0n]],
    ['lines with one of the values', { attributes: { colour: ['blue', 'green'] } }, [100n, 0n]],
    ['lines with each attribute', { attributes: { colour: ['blue'], size: ['M'] } }, [0n, 0n]],
    [
      'named lines that have the attribute',
      { productIds: ['b'], attributes: { colour: ['blue'] } },
      [0n, 0n],
    ],
    ['lines at full price', { onlyFullPrice: true }, [100n, 0n]],
  ])('names %s', (_what, selection, expected) => {
    const one = promotion('one', share('PRODUCT', 10_000), { selection: { ...everything, ...selection } });
    expect(offs(cart([red, plain]), one)).toEqual(expected);
  });
});

describe('of promotions', () => {
  const goods = [line('a', 1_000n)];
  const alone = { combinesWith: [] };

  it('the larger priority is first, of one priority what takes most off, then the smaller id', () => {
    const promotions = [
      promotion('c', share('PRODUCT', 1_000)),
      promotion('b', share('PRODUCT', 1_000)),
      promotion('most', amount('PRODUCT', 200n)),
      promotion('first', amount('PRODUCT', 1n), { priority: 1 }),
      promotion('order', amount('ORDER', 1n), { priority: 9 }),
    ];
    expect(taken(cart(goods, { promotions }))).toEqual(['first', 'most', 'b', 'c', 'order']);
  });

  it('those behind are ranked anew by what is left, and those ranked before are refused for good', () => {
    const promotions = [
      promotion('alone', share('PRODUCT', 9_000), { ...alone }),
      promotion('early', amount('PRODUCT', 1n), { priority: 1 }),
      promotion('half', share('PRODUCT', 5_000)),
      // Ranked third of 999; of the 499 that are left it takes more than the percentage.
      promotion('amount', amount('PRODUCT', 400n)),
      promotion('percentage', share('PRODUCT', 4_500)),
    ];
    const priced = cart(goods, { promotions });
    expect(taken(priced)).toEqual(['early', 'half', 'amount', 'percentage']);
    expect(reasons(priced)).toEqual({ alone: 'DOES_NOT_COMBINE' });
  });

  it('two combine when each names the class of the other', () => {
    const order = promotion('order', amount('ORDER', 1n), { combinesWith: ['SHIPPING'] });
    const product = promotion('product', amount('PRODUCT', 1n));
    const shipping = promotion('shipping', amount('SHIPPING', 1n), { combinesWith: ['PRODUCT', 'ORDER'] });
    const priced = cart(goods, { deliveryMinor: 5n, promotions: [order, product, shipping] });
    expect(taken(priced)).toEqual(['product', 'shipping']);
    expect(reasons(priced)).toEqual({ order: 'DOES_NOT_COMBINE' });
  });

  it('one that takes nothing off keeps none out', () => {
    const promotions = [
      promotion('nothing', { kind: 'GIFT', variantId: 'z', quantity: 1 }, { priority: 1, ...alone }),
      promotion('some', amount('ORDER', 1n)),
    ];
    expect(taken(cart(goods, { promotions }))).toEqual(['some']);
    expect(reasons(cart(goods, { promotions }))).toEqual({ nothing: 'TAKES_NOTHING_OFF' });
  });

  it('one with codes is used when one of them was entered, and is not spoken of otherwise', () => {
    const coded = promotion('coded', amount('ORDER', 1n), { codes: ['ONE', 'TWO'] });
    expect(taken(cart(goods, { promotions: [coded], enteredCodes: ['TWO', 'OTHER'] }))).toEqual(['coded']);
    const { applied, refused, unknownCodes } = priceCart(
      cart(goods, { promotions: [coded], enteredCodes: ['OTHER'] }),
    );
    expect({ applied, refused, unknownCodes }).toEqual({ applied: [], refused: [], unknownCodes: ['OTHER'] });
  });
});

describe('a condition', () => {
  const one = (conditions: Parameters<typeof promotion>[2]): Promotion =>
    promotion('one', amount('ORDER', 1n), conditions);
  const buyer = { customerId: 'me', groupIds: ['trade'], country: 'DE', isFirstOrder: true } as const;
  const nobody = { customerId: null, groupIds: [], country: null, isFirstOrder: null } as const;

  it.each([
    ['a customer', { customerIds: ['me', 'you'] }],
    ['a group, though not the customer', { customerIds: ['you'], groupIds: ['trade'] }],
    ['a country', { countries: ['FR', 'DE'] }],
    ['a first order', { firstOrderOnly: true }],
  ])('of %s holds for whom it names, and for nobody unknown', (_what, conditions) => {
    const promotions = [one({ conditions })];
    expect(taken(cart([line('a', 9n)], { promotions, buyer }))).toEqual(['one']);
    expect(reasons(cart([line('a', 9n)], { promotions, buyer: nobody }))).toEqual({
      one: 'NOT_FOR_THIS_BUYER',
    });
  });

  it.each([
    ['ENDED', { endsAt: 1_000 }],
    ['NOT_BEGUN', { beginsAt: 1_001 }],
    ['USED_UP', { isUsedUp: true }],
    ['NOT_AT_THIS_HOUR', { conditions: { hoursOfWeek: [1, 167] } }],
  ])('is refused as %s', (reason, rest) => {
    expect(reasons(cart([line('a', 9n)], { promotions: [one(rest)] }))).toEqual({ one: reason });
  });

  it('of time holds from its first moment to before its last', () => {
    expect(taken(cart([line('a', 9n)], { promotions: [one({ beginsAt: 1_000, endsAt: 1_001 })] }))).toEqual([
      'one',
    ]);
  });

  it('of an amount asks for list totals in PRODUCT, and in ORDER for what product discounts left', () => {
    const conditions = { minimumMinor: 1_000n };
    const promotions = [
      promotion('early', share('PRODUCT', 1_000), { priority: 1 }),
      promotion('product', amount('PRODUCT', 1n), { conditions }),
      promotion('order', amount('ORDER', 1n), { conditions }),
    ];
    const priced = cart([line('a', 1_000n)], { promotions });
    expect(taken(priced)).toEqual(['early', 'product']);
    expect(priceCart(priced).missing).toEqual([
      { promotionId: 'order', kind: 'CONDITION', amountMinor: 101n, quantity: null },
    ]);
  });

  it('of pieces asks for those that are selected', () => {
    const rest = { selection: only('a'), conditions: { minimumQuantity: 3 } };
    const { refused, missing } = priceCart(
      cart([line('a', 9n, 2), line('b', 9n)], { promotions: [one(rest)] }),
    );
    expect(refused).toEqual([{ promotionId: 'one', reason: 'SOMETHING_MISSING' }]);
    expect(missing).toEqual([{ promotionId: 'one', kind: 'CONDITION', amountMinor: null, quantity: 1 }]);
  });

  it('tells the next tier, and nothing after the last', () => {
    const tiers = [500n, 1_000n].map((fromMinor) => ({ fromMinor, off: { amountMinor: 10n } }));
    const missing = (price: bigint): unknown[] =>
      priceCart(
        cart([line('a', price)], { promotions: [promotion('tiers', { kind: 'TIERED', tiers })] }),
      ).missing.map(({ kind, amountMinor }) => [kind, amountMinor]);
    expect(missing(499n)).toEqual([['NEXT_TIER', 1n]]);
    expect(missing(500n)).toEqual([['NEXT_TIER', 500n]]);
    expect(missing(1_000n)).toEqual([]);
  });
});

describe('delivery', () => {
  it('is priced by what the goods cost after discounts, and by their weight', () => {
    const bands = [
      { fromMinor: 0n, fromGrams: 0, amountMinor: 500n },
      { fromMinor: 0n, fromGrams: 2_000, amountMinor: 900n },
      { fromMinor: 1_000n, fromGrams: 0, amountMinor: 0n },
    ];
    const listMinor = (quantity: number, ...promotions: Promotion[]): bigint | undefined =>
      priceCart({
        ...cart([line('a', 200n, quantity, { unitGrams: 500 })], { promotions }),
        delivery: { optionId: 'standard', bands, taxBasisPoints: 0 },
      }).delivery?.listMinor;
    expect([listMinor(3), listMinor(4), listMinor(5)]).toEqual([500n, 900n, 0n]);
    expect(listMinor(5, promotion('one', amount('ORDER', 1n)))).toBe(900n);
  });
});
