import { describe, expect, it } from 'vitest';
import { OfferBook, type OfferOrder, type OpenOffer } from './offer-book.ts';
import type { OpenQueue } from './turn-book.ts';

const offer: OpenOffer = {
  ...{ id: 'offer', variantId: 'mug', currency: 'EUR', amountMinor: 500 },
  ...{ isRunning: true, left: 3, limitPerCustomer: 2, isQueued: true },
};
const queue: OpenQueue = {
  ...{ offerId: 'offer', isAwaited: true, admitted: 0 },
  admissions: [{ buyer: 'ada', pieces: 2 }],
};
const order = (buyer: string | undefined, quantity = 1, orderId = `${buyer} ${quantity}`): OfferOrder => ({
  ...{ orderId, buyer, currency: 'EUR' },
  lines: [{ variantId: 'mug', quantity, unitPriceMinor: 500 }],
});
const refused = (requested: number, available: number) => ({
  ...{ reason: 'OFFER_NOT_ADMITTED', variantId: 'mug' },
  ...{ requested, available },
});

describe('an offer for which somebody waits', () => {
  it('is sold to the admitted alone, once, and no more than they are admitted to', () => {
    const book = new OfferBook([offer], [], [queue]);
    expect(book.take(order('bob'))).toEqual(refused(1, 0));
    expect(book.take(order(undefined))).toEqual(refused(1, 0));
    expect(book.take(order('ada', 3))).toEqual(refused(3, 2));
    expect(book.take(order('ada'))).toBeUndefined();
    expect(book.used).toEqual([{ offerId: 'offer', customerId: 'ada', orderId: 'ada 1' }]);
    expect(book.take(order('ada', 1, 'again'))).toEqual(refused(1, 0));
  });

  it('keeps to the limit of a buyer all the same, and uses no admission for what it refuses', () => {
    const book = new OfferBook([offer], [{ offerId: 'offer', buyer: 'ada', quantity: 2 }], [queue]);
    expect(book.take(order('ada'))).toMatchObject({ reason: 'OFFER_LIMIT_REACHED' });
    expect(book.used).toEqual([]);
  });
});

it('an offer for which nobody waits is sold to anybody, but for what admissions hold', () => {
  const book = new OfferBook([offer], [], [{ ...queue, isAwaited: false, admitted: 2 }]);
  expect(book.take(order('bob', 2))).toEqual(refused(2, 1));
  expect(book.take(order('bob'))).toBeUndefined();
  expect(book.take(order('eve'))).toEqual(refused(1, 0));
  expect(book.take(order('ada'))).toBeUndefined();
  // She had two and took one: the other is anybody's.
  expect(book.take(order('eve'))).toBeUndefined();
});
