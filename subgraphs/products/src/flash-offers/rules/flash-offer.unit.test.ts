import { describe, expect, it } from 'vitest';
import { isOver, remainingShare, statusOf } from './flash-offer.ts';
import { readOffer } from './offer-input.ts';

const at = (hour: number) => new Date(Date.UTC(2026, 0, 2, hour));
const times = { startsAt: at(10), endsAt: at(12), endedAt: null };

describe('a flash offer', () => {
  it.each([
    [9, 'PLANNED'],
    [10, 'RUNNING'],
    [11, 'RUNNING'],
    [12, 'ENDED'],
  ])('at %i is %s', (hour, status) => {
    expect(statusOf(times, at(hour))).toBe(status);
  });

  it('is over before its time when somebody ended it', () => {
    expect(statusOf({ ...times, endedAt: at(11) }, at(11))).toBe('ENDED');
  });

  it('has a share left while a piece is left, and none after the last', () => {
    const share = (reserved: number, sold: number) => remainingShare({ budget: 1_000, reserved, sold });
    expect([share(0, 0), share(1, 0), share(300, 200), share(0, 999), share(1, 999)]).toEqual([
      1, 1, 0.5, 0.01, 0,
    ]);
  });

  it('ends once all of it is sold, and not while some of it may come back', () => {
    const offer = {
      ...times,
      id: '',
      variantId: '',
      currency: 'EUR',
      amountMinor: 1,
      limitPerCustomer: null,
    } as const;
    const sale = { ...offer, budget: 5, version: 1, isQueued: false, drawSeed: null, createdAt: at(9) };
    expect(isOver({ ...sale, reserved: 1, sold: 4 }, true, at(11))).toBe(false);
    expect(isOver({ ...sale, reserved: 0, sold: 5 }, true, at(11))).toBe(true);
    expect(isOver({ ...sale, reserved: 0, sold: 0 }, false, at(11))).toBe(true);
    expect(isOver({ ...sale, reserved: 0, sold: 0 }, true, at(12))).toBe(true);
  });
});

describe('what staff type', () => {
  const price = { amount: '5.00', currencyCode: 'EUR' } as const;
  const input = { variantId: 'mug', price, startsAt: at(10), endsAt: at(12), budget: 50 };

  it('begins now where it was to begin before, and has no limit unless one is given', () => {
    expect(readOffer(input, at(11))).toEqual({
      kind: 'valid',
      value: {
        ...{ variantId: 'mug', currency: 'EUR', amountMinor: 500, startsAt: at(11), endsAt: at(12) },
        ...{ budget: 50, limitPerCustomer: null, isQueued: false },
      },
    });
  });

  it.each([
    [{ endsAt: at(10) }, ['endsAt']],
    [{ endsAt: at(10 + 32 * 24) }, ['endsAt']],
    [{ budget: 0 }, ['budget']],
    [{ budget: 1_000_001 }, ['budget']],
    [{ limitPerCustomer: 0 }, ['limitPerCustomer']],
    [{ price: { ...price, amount: '0' } }, ['price', 'amount']],
  ])('is refused with %o', (wrong, path) => {
    expect(readOffer({ ...input, ...wrong }, at(9))).toMatchObject({
      kind: 'invalid-input',
      fields: [{ path, code: 'OUT_OF_RANGE' }],
    });
  });

  it('has a small limit for each buyer where buyers wait', () => {
    const queued = (limitPerCustomer?: number) =>
      readOffer({ ...input, isQueued: true, limitPerCustomer }, at(9)).kind;
    expect([queued(), queued(11), queued(0), queued(10)]).toEqual([
      ...['invalid-input', 'invalid-input', 'invalid-input'],
      'valid',
    ]);
  });
});
