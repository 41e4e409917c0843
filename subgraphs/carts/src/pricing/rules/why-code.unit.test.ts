import { describe, expect, it } from 'vitest';
import type { EnteredCode } from '../../promotions/door.ts';
import { everything, noConditions, type Promotion } from '../../promotions/rules/promotion.ts';
import { whyCode } from './why-code.ts';

const promotion: Promotion = {
  ...{ id: 'p1', title: 'A promotion', priority: 0, combinesWith: [] },
  ...{ selection: everything, conditions: noConditions },
  effect: { kind: 'PERCENTAGE', of: 'ORDER', basisPoints: 1_000 },
};
const entered: EnteredCode = { code: 'SAVE10', promotionId: 'p1', refusal: null };
type Refused = Parameters<typeof whyCode>[1]['refused'];
type Why = Refused[number]['why'];
const refusedFor = (why: Why): Refused => [{ promotion, code: 'SAVE10', why }];
const whyOf = (refused: Refused, code: Partial<EnteredCode> = {}) =>
  whyCode({ ...entered, ...code }, { applied: [], refused });

const notForBuyer = { reason: 'NOT_FOR_BUYER' } as const;
const notNow = { reason: 'NOT_NOW' } as const;
const amount = { reason: 'AMOUNT_MISSING', missingMinor: 500 } as const;
const pieces = { reason: 'QUANTITY_MISSING', missingQuantity: 2 } as const;

describe('a code that does nothing', () => {
  it('is not known', () => {
    expect(whyOf([], { promotionId: null, refusal: 'NOT_FOUND' })).toEqual({ reason: 'NOT_FOUND' });
  });

  it.each(['ENDED', 'NOT_BEGUN', 'USED_UP', 'NOT_FOR_BUYER'] as const)(
    'is %s, whatever is in the cart',
    (refusal) => {
      expect(whyOf(refusedFor('NOTHING_TO_TAKE_OFF'), { refusal })).toEqual({ reason: refusal });
    },
  );

  it.each<[string, Why, object]>([
    ['the buyer before the hour', [notNow, notForBuyer], { reason: 'NOT_FOR_BUYER' }],
    ['the country', [{ reason: 'NOT_FOR_COUNTRY' }, amount], { reason: 'NOT_FOR_BUYER' }],
    ['the first order', [{ reason: 'NOT_FIRST_ORDER' }], { reason: 'NOT_FOR_BUYER' }],
    ['the hour before what is missing', [amount, notNow], { reason: 'NOT_NOW' }],
    [
      'what is missing',
      [amount, pieces],
      { reason: 'SOMETHING_MISSING', missingMinor: 500, missingQuantity: 2 },
    ],
    ['pieces alone', [pieces], { reason: 'SOMETHING_MISSING', missingMinor: null, missingQuantity: 2 }],
    ['nothing to take off', 'NOTHING_TO_TAKE_OFF', { reason: 'NOTHING_TO_TAKE_OFF' }],
    ['another', { doesNotCombineWith: 'p2' }, { reason: 'DOES_NOT_COMBINE', withPromotionId: 'p2' }],
  ])('says why: %s', (_what, why, expected) => {
    expect(whyOf(refusedFor(why))).toEqual(expected);
  });

  it('takes nothing off where its promotion has no amounts in the currency', () => {
    expect(whyOf([])).toEqual({ reason: 'NOTHING_TO_TAKE_OFF' });
  });
});

it('a code whose promotion is used does something, also where another code of it was entered first', () => {
  const off = { lines: [10], shippingMinor: 0 };
  const applied = [{ promotion, code: 'OTHER', off }];
  expect(whyCode(entered, { applied, refused: [] })).toBeNull();
});
