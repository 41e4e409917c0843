import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OfferBook, type OfferOrder, type OpenOffer } from './offer-book.ts';

const offer: OpenOffer = {
  id: 'offer',
  variantId: 'mug',
  currency: 'EUR',
  amountMinor: 500,
  isRunning: true,
  left: 3,
  limitPerCustomer: 2,
  isQueued: false,
};
const order = (orderId: string, quantity: number, more: Partial<OfferOrder> = {}): OfferOrder => ({
  orderId,
  buyer: orderId,
  currency: 'EUR',
  lines: [{ variantId: 'mug', quantity, unitPriceMinor: 500 }],
  ...more,
});

describe('an offer', () => {
  it('gives its last piece to the first who asks, and says that it is sold out', () => {
    const book = new OfferBook([offer], []);
    expect([order('a', 2), order('b', 2), order('c', 1)].map((one) => book.take(one))).toEqual([
      undefined,
      { reason: 'OFFER_SOLD_OUT', variantId: 'mug', requested: 2, available: 1 },
      undefined,
    ]);
    expect(book.claims.map(({ orderId, quantity }) => [orderId, quantity])).toEqual([
      ['a', 2],
      ['c', 1],
    ]);
  });

  it('counts what a buyer had before, and what they take in the same batch', () => {
    const book = new OfferBook([offer], [{ offerId: 'offer', buyer: 'a', quantity: 1 }]);
    expect(book.take(order('1', 1, { buyer: 'a' }))).toBeUndefined();
    expect(book.take(order('2', 1, { buyer: 'a' }))).toEqual({
      ...{ reason: 'OFFER_LIMIT_REACHED', variantId: 'mug' },
      ...{ requested: 1, available: 0 },
    });
    expect(book.take(order('3', 1, { buyer: 'b' }))).toBeUndefined();
  });

  it('adds up lines of one variant', () => {
    const line = { variantId: 'mug', quantity: 2, unitPriceMinor: 500 };
    expect(new OfferBook([offer], []).take(order('a', 1, { lines: [line, line] }))).toMatchObject({
      reason: 'OFFER_SOLD_OUT',
      requested: 4,
    });
  });

  it('has nothing to do with what is bought at another price, in another currency, or of another variant', () => {
    const book = new OfferBook([{ ...offer, left: 0 }], []);
    const line = { variantId: 'mug', quantity: 1, unitPriceMinor: 500 };
    for (const more of [
      { lines: [{ ...line, unitPriceMinor: 900 }] },
      { currency: 'USD' },
      { lines: [{ ...line, variantId: 'pot' }] },
    ])
      expect(book.take(order('a', 1, more))).toBeUndefined();
    expect(book.claims).toEqual([]);
  });

  it('is taken from at its price as a list has changed it, and not at a price that a list names itself', () => {
    const book = new OfferBook([offer], []);
    const line = { variantId: 'mug', quantity: 1 };
    const take = (unitPriceMinor: number, basePriceMinor: number | null) =>
      book.take(order('a', 1, { lines: [{ ...line, unitPriceMinor, basePriceMinor }] }));
    expect([take(475, 500), take(525, 500), take(500, null), take(500, 600)]).toEqual(
      Array(4).fill(undefined),
    );
    expect(book.claims).toHaveLength(2);
  });

  it('that runs counts before one at the same price that is over, and each line once', () => {
    const over = { ...offer, id: 'over', isRunning: false, left: 0 };
    const book = new OfferBook([offer, over], []);
    expect(book.take(order('a', 1))).toBeUndefined();
    expect(book.claims.map(({ offerId }) => offerId)).toEqual(['offer']);
  });

  it('is taken from while it runs by whoever does not say at which price', () => {
    const silent = { currency: undefined, buyer: undefined, lines: [{ variantId: 'mug', quantity: 1 }] };
    const [running, over] = [new OfferBook([offer], []), new OfferBook([{ ...offer, isRunning: false }], [])];
    for (const book of [running, over]) expect(book.take(order('a', 1, silent))).toBeUndefined();
    expect([running.claims.length, over.claims.length]).toEqual([1, 0]);
  });

  it('gives nothing to an order that another offer refuses', () => {
    const other = { ...offer, id: 'other', variantId: 'pot', left: 0 };
    const book = new OfferBook([offer, other], []);
    const lines = ['mug', 'pot'].map((variantId) => ({ variantId, quantity: 1, unitPriceMinor: 500 }));
    expect(book.take(order('a', 1, { lines }))).toMatchObject({ variantId: 'pot' });
    expect(book.claims).toEqual([]);
  });
});

it('never gives more than there is, nor more to a buyer than one may have', () => {
  const orders = fc.array(
    fc.record({ buyer: fc.constantFrom('a', 'b', 'c'), quantity: fc.integer({ min: 1, max: 4 }) }),
  );
  fc.assert(
    fc.property(fc.nat(20), fc.integer({ min: 1, max: 5 }), orders, (left, limitPerCustomer, wanted) => {
      const book = new OfferBook([{ ...offer, left, limitPerCustomer }], []);
      const refusals = wanted.map(({ buyer, quantity }, index) =>
        book.take(order(String(index), quantity, { buyer })),
      );
      const sum = (claims: typeof book.claims) =>
        claims.reduce((pieces, { quantity }) => pieces + quantity, 0);
      expect(sum(book.claims)).toBeLessThanOrEqual(left);
      for (const [, claims] of Map.groupBy(book.claims, ({ buyer }) => buyer))
        expect(sum(claims)).toBeLessThanOrEqual(limitPerCustomer);
      expect(refusals.filter((refusal) => refusal === undefined)).toHaveLength(book.claims.length);
    }),
  );
});
