import { describe, expect, it } from 'vitest';
import { applyClass, type Promoted, type PromotedCart } from './apply-promotions.ts';
import type { PromotedLine } from './line.ts';
import {
  everything,
  noConditions,
  type Promotion,
  type PromotionEffect,
  type Selection,
} from './promotion.ts';

const only = (...variantIds: string[]): Selection => ({ ...everything, variantIds });
const classes = ['PRODUCT', 'ORDER', 'SHIPPING'] as const;

function line(variantId: string, unitMinor: number, quantity = 1): PromotedLine {
  const listMinor = unitMinor * quantity;
  const traits = { categoryIds: [], collectionIds: [], attributes: [], isReduced: false };
  return { variantId, productId: `p-${variantId}`, ...traits, quantity, listMinor };
}

function promotion(effect: PromotionEffect, more: Partial<Promotion> = {}): Promotion {
  const named = { id: 'p1', title: 'A promotion', priority: 0 };
  return {
    ...named,
    combinesWith: classes,
    selection: everything,
    conditions: noConditions,
    effect,
    ...more,
  };
}

const buyer: PromotedCart['buyer'] = {
  customerId: 'sam',
  groupIds: [],
  countryCode: 'DE',
  isFirstOrder: null,
  now: { day: 1, minute: 600 },
};

function applied(
  lines: readonly PromotedLine[],
  promotions: readonly Promotion[],
  shippingMinor = 500,
): Promoted {
  const cart = { lines, deliveryOption: 'standard', buyer };
  const candidates = promotions.map((one) => ({ promotion: one, code: null }));
  const list = lines.map(({ listMinor }) => listMinor);
  const start: Promoted = { applied: [], refused: [], rests: { lines: list, shippingMinor } };
  const goods = applyClass('PRODUCT', { ...cart, looksAt: list }, start, candidates);
  const looksAt = goods.rests.lines;
  const order = applyClass('ORDER', { ...cart, looksAt }, goods, candidates);
  return applyClass('SHIPPING', { ...cart, looksAt }, order, candidates);
}

const off = (lines: readonly PromotedLine[], ...promotions: Promotion[]) =>
  applied(lines, promotions).applied.map(({ off: { lines: taken } }) => taken);

describe('a share', () => {
  const tenPercent = { kind: 'PERCENTAGE', basisPoints: 1_000 } as const;

  it('of products is rounded half up for each line, not for each piece', () => {
    const lines = [line('a', 333, 3), line('b', 5)];
    expect(off(lines, promotion({ ...tenPercent, of: 'PRODUCT' }))).toEqual([[100, 1]]);
  });

  it('of an order is rounded once and divided by what the lines come to', () => {
    const lines = [line('a', 333), line('b', 333), line('c', 333)];
    expect(off(lines, promotion({ ...tenPercent, of: 'ORDER' }))).toEqual([[34, 33, 33]]);
  });

  it('of the delivery is of its price', () => {
    const { rests } = applied([line('a', 100)], [promotion({ ...tenPercent, of: 'SHIPPING' })], 495);
    expect(rests.shippingMinor).toBe(495 - 50);
  });
});

describe('an amount', () => {
  it('of products is off each piece, and never more than there is', () => {
    const lines = [line('a', 1_000, 3), line('b', 150)];
    const effect = { kind: 'FIXED_AMOUNT', of: 'PRODUCT', amountMinor: 200 } as const;
    expect(off(lines, promotion(effect))).toEqual([[600, 150]]);
  });

  // 156.00 off 780.00, as VTEX documents its proration: a fifth of each.
  it('of an order is divided by what the lines come to', () => {
    const lines = [line('a', 19_000), line('b', 19_000), line('c', 25_000), line('d', 15_000)];
    const effect = { kind: 'FIXED_AMOUNT', of: 'ORDER', amountMinor: 15_600 } as const;
    expect(off(lines, promotion(effect))).toEqual([[3_800, 3_800, 5_000, 3_000]]);
  });

  it('above what is paid makes it nothing, and is not given back', () => {
    const effect = { kind: 'FIXED_AMOUNT', of: 'ORDER', amountMinor: 5_000 } as const;
    expect(off([line('a', 700, 2), line('b', 1)], promotion(effect))).toEqual([[1_400, 1]]);
  });

  it('leaves lines alone that are not selected', () => {
    const effect = { kind: 'FIXED_AMOUNT', of: 'ORDER', amountMinor: 300 } as const;
    const lines = [line('a', 1_000), line('b', 1_000)];
    expect(off(lines, promotion(effect, { selection: only('b') }))).toEqual([[0, 300]]);
  });
});

it('a price in the place of the own one makes nothing dearer', () => {
  const lines = [line('a', 1_000, 2), line('b', 700)];
  expect(off(lines, promotion({ kind: 'FIXED_PRICE', amountMinor: 800 }))).toEqual([[400, 0]]);
});

describe('some bought, others got', () => {
  const twoAndOne = {
    kind: 'BUY_X_GET_Y',
    buys: everything,
    buyQuantity: 2,
    getQuantity: 1,
    basisPoints: 10_000,
    maxApplications: null,
  } as const;

  it('the cheapest of each three is free', () => {
    const lines = [line('a', 1_000), line('b', 800), line('c', 600, 4)];
    // Bought: 1,000 and 800, then 600 and 600; got: 600 twice.
    expect(off(lines, promotion(twoAndOne))).toEqual([[0, 0, 1_200]]);
  });

  it('needs all of what is bought and got', () => {
    expect(applied([line('a', 1_000, 2)], [promotion(twoAndOne)]).refused).toMatchObject([
      { why: 'NOTHING_TO_TAKE_OFF' },
    ]);
  });

  it('keeps what can be got for that while others can be bought', () => {
    const lines = [line('hat', 5_000), line('scarf', 1_000)];
    const effect = { ...twoAndOne, buyQuantity: 1, basisPoints: 5_000 };
    expect(off(lines, promotion(effect, { selection: only('hat') }))).toEqual([[2_500, 0]]);
  });

  it('applies as often as it may', () => {
    const effect = { ...twoAndOne, maxApplications: 1 };
    expect(off([line('a', 500, 9)], promotion(effect))).toEqual([[500]]);
  });
});

describe('a price for several', () => {
  const threeForTwenty = {
    kind: 'BUNDLE_PRICE',
    quantity: 3,
    amountMinor: 2_000,
    maxApplications: null,
  } as const;

  it('groups the dearest first, and leaves what would be cheaper without', () => {
    const lines = [line('a', 1_000, 2), line('b', 900, 2), line('c', 400, 4)];
    // 1,000 + 1,000 + 900 costs 900 more than 2,000; 900 + 400 + 400 costs less.
    const [[a = 0, b = 0, c] = []] = off(lines, promotion(threeForTwenty));
    expect({ together: a + b, c }).toEqual({ together: 900, c: 0 });
    expect(b).toBe(Math.round((900 * 900) / 2_900));
  });
});

it('the highest step that is reached counts', () => {
  const tiers = [
    { fromMinor: 5_000, off: { basisPoints: 500 } },
    { fromMinor: 10_000, off: { amountMinor: 1_500 } },
  ];
  const tiered = promotion({ kind: 'TIERED', tiers });
  expect(off([line('a', 4_999)], tiered)).toEqual([]);
  expect(off([line('a', 5_000)], tiered)).toEqual([[250]]);
  expect(off([line('a', 10_000)], tiered)).toEqual([[1_500]]);
});

it('a gift costs nothing, for as many pieces as are given', () => {
  const gift = promotion({ kind: 'GIFT', variantId: 'b', quantity: 1 });
  expect(off([line('a', 1_000), line('b', 300, 2)], gift)).toEqual([[0, 300]]);
});

describe('free delivery', () => {
  const free = (effect: object = {}) =>
    promotion({ kind: 'FREE_SHIPPING', options: [], maximumMinor: null, ...effect });
  const lines = [line('a', 1_000)];

  it('is free', () => {
    expect(applied(lines, [free()]).rests).toEqual({ lines: [1_000], shippingMinor: 0 });
  });

  it('is not for other ways, nor for those that cost more', () => {
    expect(applied(lines, [free({ options: ['express'] })]).rests.shippingMinor).toBe(500);
    expect(applied(lines, [free({ maximumMinor: 499 })]).rests.shippingMinor).toBe(500);
    expect(applied(lines, [free({ maximumMinor: 500 })]).rests.shippingMinor).toBe(0);
  });
});

describe('several promotions', () => {
  const tenOff = promotion({ kind: 'PERCENTAGE', of: 'PRODUCT', basisPoints: 1_000 }, { id: 'ten' });
  const fiveOff = promotion({ kind: 'PERCENTAGE', of: 'PRODUCT', basisPoints: 500 }, { id: 'five' });
  const names = (promoted: Promoted) => promoted.applied.map(({ promotion: { id } }) => id);

  it('take off what those before left, the one that takes most first', () => {
    const promoted = applied([line('a', 1_000)], [fiveOff, tenOff]);
    expect(names(promoted)).toEqual(['ten', 'five']);
    expect(promoted.rests.lines).toEqual([1_000 - 100 - 45]);
  });

  it('of a higher priority come first', () => {
    const promoted = applied([line('a', 1_000)], [{ ...fiveOff, priority: 1 }, tenOff]);
    expect(names(promoted)).toEqual(['five', 'ten']);
    expect(promoted.rests.lines).toEqual([1_000 - 50 - 95]);
  });

  it('combine only where each names the class of the other', () => {
    const lonely = { ...tenOff, combinesWith: ['ORDER'] as const };
    const order = promotion({ kind: 'FIXED_AMOUNT', of: 'ORDER', amountMinor: 100 }, { id: 'order' });
    const promoted = applied([line('a', 1_000)], [fiveOff, lonely, order]);
    expect(names(promoted)).toEqual(['ten', 'order']);
    expect(promoted.refused).toMatchObject([
      { promotion: { id: 'five' }, why: { doesNotCombineWith: 'ten' } },
    ]);
  });

  it('of orders look at what is left after those of products', () => {
    const conditions = { ...noConditions, minimumMinor: 950 };
    const order = promotion(
      { kind: 'FIXED_AMOUNT', of: 'ORDER', amountMinor: 100 },
      { id: 'order', conditions },
    );
    const promoted = applied([line('a', 1_000)], [tenOff, order]);
    expect(names(promoted)).toEqual(['ten']);
    expect(promoted.refused).toMatchObject([{ why: [{ reason: 'AMOUNT_MISSING', missingMinor: 50 }] }]);
  });
});
