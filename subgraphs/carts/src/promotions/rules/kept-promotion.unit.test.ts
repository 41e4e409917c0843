import { describe, expect, it } from 'vitest';
import { keptPromotion } from '../../../test/sample-promotions.ts';
import { bookOf } from './book-of.ts';
import { inCurrency, statusAt, type KeptEffect } from './kept-promotion.ts';

const [before, start, end] = ['2026-01-01', '2026-02-01', '2026-03-01'].map((day) => new Date(day)) as [
  Date,
  Date,
  Date,
];

describe('where a promotion stands', () => {
  const runs = { isEnabled: true, startsAt: start, endsAt: end };
  it.each([
    ['SCHEDULED', runs, before],
    ['RUNNING', runs, start],
    ['ENDED', runs, end],
    ['RUNNING', { ...runs, endsAt: null }, end],
    ['DISABLED', { ...runs, isEnabled: false }, start],
    ['ENDED', { ...runs, isEnabled: false }, end],
  ] as const)('%s', (status, promotion, now) => {
    expect(statusAt(promotion, now)).toBe(status);
  });
});

describe('a promotion in a currency', () => {
  const effects: readonly (readonly [KeptEffect, object])[] = [
    [
      { kind: 'FIXED_AMOUNT', of: 'ORDER', amounts: { EUR: 500 } },
      { kind: 'FIXED_AMOUNT', amountMinor: 500 },
    ],
    [
      { kind: 'FIXED_PRICE', amounts: { EUR: 900 } },
      { kind: 'FIXED_PRICE', amountMinor: 900 },
    ],
    [
      { kind: 'BUNDLE_PRICE', quantity: 3, amounts: { EUR: 2000 }, maxApplications: 1 },
      { quantity: 3, amountMinor: 2000, maxApplications: 1 },
    ],
    [
      { kind: 'FREE_SHIPPING', options: ['standard'], maximum: { EUR: 600 } },
      { options: ['standard'], maximumMinor: 600 },
    ],
    [
      { kind: 'TIERED', tiers: [{ from: { EUR: 5000, USD: 5000 }, off: { amounts: { EUR: 500 } } }] },
      { tiers: [{ fromMinor: 5000, off: { amountMinor: 500 } }] },
    ],
  ];
  it.each(effects)(
    'has the amounts of its effect, and is none where one is missing: %j',
    (effect, inEuro) => {
      expect(inCurrency(keptPromotion({ effect }), 'EUR')).toMatchObject({ effect: inEuro });
      expect(inCurrency(keptPromotion({ effect }), 'USD')).toBeNull();
    },
  );

  it('holds in every currency where it needs no amount', () => {
    const effect: KeptEffect = { kind: 'PERCENTAGE', of: 'ORDER', basisPoints: 1000 };
    expect(inCurrency(keptPromotion({ effect }), 'USD')).toMatchObject({ effect });
    const conditions = { ...keptPromotion().conditions, minimum: { EUR: 5000 } };
    expect(inCurrency(keptPromotion({ conditions }), 'EUR')).toMatchObject({
      conditions: { minimumMinor: 5000 },
    });
    expect(inCurrency(keptPromotion({ conditions }), 'USD')).toBeNull();
  });
});

it('a book has what runs at the time, in the currency', () => {
  const free: KeptEffect = { kind: 'FREE_SHIPPING', options: [], maximum: { EUR: 600 } };
  const book = bookOf([
    keptPromotion({ id: 'a', startsAt: start, endsAt: end, needsCode: true }),
    keptPromotion({ id: 'b', startsAt: before, effect: free }),
    keptPromotion({ id: 'c', startsAt: before, isEnabled: false }),
  ]);
  const idsAt = (currency: 'EUR' | 'USD', now: Date) => book.running(currency, now).map(({ id }) => id);
  expect(idsAt('EUR', before)).toEqual(['b']);
  expect(idsAt('EUR', start)).toEqual(['a', 'b']);
  expect(idsAt('USD', start)).toEqual(['a']);
  expect(idsAt('EUR', end)).toEqual(['b']);
  expect(book.running('USD', start)).toMatchObject([{ needsCode: true }]);
});
