import { describe, expect, it } from 'vitest';
import { isWithin, unmetConditions, type PromotionBuyer } from './conditions.ts';
import type { PromotedLine } from './line.ts';
import { everything, noConditions, type PromotionConditions, type Selection } from './promotion.ts';

const lamp: PromotedLine = {
  variantId: 'lamp',
  productId: 'lamps',
  categoryIds: ['lighting', 'home'],
  collectionIds: ['new'],
  attributes: [
    { key: 'colour', value: 'red' },
    { key: 'room', value: 'kitchen' },
  ],
  isReduced: false,
  quantity: 2,
  listMinor: 2_000,
};
const chair: PromotedLine = {
  ...lamp,
  variantId: 'chair',
  productId: 'chairs',
  categoryIds: ['home'],
  collectionIds: [],
  attributes: [],
  isReduced: true,
  quantity: 1,
  listMinor: 5_000,
};
const stranger: PromotionBuyer = {
  customerId: null,
  groupIds: [],
  countryCode: null,
  isFirstOrder: null,
  now: { day: 7, minute: 0 },
};

function unmet(
  conditions: Partial<PromotionConditions>,
  { buyer = {}, selection = {} }: { buyer?: Partial<PromotionBuyer>; selection?: Partial<Selection> } = {},
) {
  const promotion = {
    conditions: { ...noConditions, ...conditions },
    selection: { ...everything, ...selection },
  };
  return unmetConditions(promotion, [lamp, chair], { ...stranger, ...buyer, rests: [1_800, 5_000] });
}
const reasons = (...input: Parameters<typeof unmet>) => unmet(...input).map(({ reason }) => reason);

describe('amounts and pieces', () => {
  it('are those of the selected lines, after what was taken off', () => {
    const lighting = { selection: { categoryIds: ['lighting'] } };
    expect(unmet({ minimumMinor: 1_800, minimumQuantity: 2 }, lighting)).toEqual([]);
    expect(unmet({ minimumMinor: 1_801, minimumQuantity: 3 }, lighting)).toEqual([
      { reason: 'AMOUNT_MISSING', missingMinor: 1 },
      { reason: 'QUANTITY_MISSING', missingQuantity: 1 },
    ]);
  });

  it.each<[string, Partial<Selection>, number]>([
    ['all', {}, 3],
    ['any of several lists', { variantIds: ['chair'], collectionIds: ['new'] }, 3],
    ['a product', { productIds: ['lamps'] }, 2],
    ['a category above', { categoryIds: ['home'] }, 3],
    ['one attribute', { attributes: [{ key: 'colour', values: ['blue', 'red'] }] }, 2],
    [
      'every attribute',
      {
        attributes: [
          { key: 'colour', values: ['red'] },
          { key: 'room', values: ['bath'] },
        ],
      },
      0,
    ],
    ['what is at full price', { onlyFullPrice: true }, 2],
    ['at full price what is named', { productIds: ['chairs'], onlyFullPrice: true }, 0],
  ])('are counted of %s', (_name, selection, quantity) => {
    const missing = unmet({ minimumQuantity: 10 }, { selection });
    expect(missing).toEqual([{ reason: 'QUANTITY_MISSING', missingQuantity: 10 - quantity }]);
  });
});

describe('who buys', () => {
  it('is one of the customers, or in one of the groups', () => {
    const conditions = { customerIds: ['sam'], groupIds: ['staff'] };
    expect(reasons(conditions)).toEqual(['NOT_FOR_BUYER']);
    expect(reasons(conditions, { buyer: { customerId: 'sam' } })).toEqual([]);
    expect(reasons(conditions, { buyer: { customerId: 'kim', groupIds: ['vip', 'staff'] } })).toEqual([]);
    expect(reasons(conditions, { buyer: { customerId: 'kim', groupIds: ['vip'] } })).toEqual([
      'NOT_FOR_BUYER',
    ]);
  });

  it('has said the country', () => {
    expect(reasons({ countries: ['DE'] })).toEqual(['NOT_FOR_COUNTRY']);
    expect(reasons({ countries: ['DE'] }, { buyer: { countryCode: 'AT' } })).toEqual(['NOT_FOR_COUNTRY']);
    expect(reasons({ countries: ['DE', 'AT'] }, { buyer: { countryCode: 'AT' } })).toEqual([]);
  });

  it('is known to order for the first time', () => {
    expect(reasons({ firstOrderOnly: true })).toEqual(['NOT_FIRST_ORDER']);
    expect(reasons({ firstOrderOnly: true }, { buyer: { isFirstOrder: false } })).toEqual([
      'NOT_FIRST_ORDER',
    ]);
    expect(reasons({ firstOrderOnly: true }, { buyer: { isFirstOrder: true } })).toEqual([]);
  });
});

describe('hours of the week', () => {
  const lunch = { days: [1, 5], fromMinute: 720, untilMinute: 840 };
  const night = { days: [5], fromMinute: 1_320, untilMinute: 120 };

  it.each([
    [lunch, 1, 719, false],
    [lunch, 1, 720, true],
    [lunch, 5, 839, true],
    [lunch, 5, 840, false],
    [lunch, 2, 780, false],
    [night, 5, 1_320, true],
    [night, 6, 119, true],
    [night, 6, 120, false],
    [night, 5, 60, false],
    [{ ...night, days: [7] }, 1, 60, true],
    [{ ...night, days: [] }, 3, 1_400, true],
  ])('%o on day %i at minute %i: %s', (hours, day, minute, isInside) => {
    expect(isWithin(hours, { day, minute })).toBe(isInside);
    expect(reasons({ hours: [hours] }, { buyer: { now: { day, minute } } })).toEqual(
      isInside ? [] : ['NOT_NOW'],
    );
  });
});
