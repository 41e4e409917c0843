import { describe, expect, it } from 'vitest';
import { addressIn, buyerOf, cartOf, lineOf, offerOf } from '../../../test/sample-cart.ts';
import type { BuyerIdentity } from './cart.ts';
import { changeCurrency } from './change-currency.ts';
import { mergeCarts } from './merge-carts.ts';

const noOffers = new Map<never, never>();

describe('merging carts', () => {
  it('adds quantities up to 99 and takes over other lines', () => {
    const into = cartOf({ id: 'into', lines: [lineOf('a', { id: 'kept', quantity: 60 })] });
    const from = cartOf({ id: 'from', lines: [lineOf('a', { quantity: 60 }), lineOf('b', { quantity: 2 })] });
    const { id, lines, pendingWarnings } = mergeCarts({ into, from, offers: noOffers });
    expect(id).toBe('into');
    expect(lines.map((line) => [line.id, line.quantity])).toEqual([
      ['kept', 99],
      ['line of b', 2],
    ]);
    expect(pendingWarnings.map(({ code, target }) => [code, target])).toEqual([
      ['CARTS_MERGED', 'from'],
      ['QUANTITY_CLAMPED', 'kept'],
    ]);
  });

  it('adds nothing up where one was copied from the other', () => {
    const [of, copy] = [{ id: 'of' }, { id: 'copy', restoredFrom: 'of' }];
    const merged = (into: object, from: object) =>
      mergeCarts({
        into: cartOf({ lines: [lineOf('a', { quantity: 2 }), lineOf('b', { quantity: 4 })], ...into }),
        from: cartOf({ lines: [lineOf('a', { quantity: 3 }), lineOf('b', { quantity: 1 })], ...from }),
        offers: noOffers,
      }).lines.map(({ quantity }) => quantity);
    expect([merged(of, copy), merged(copy, of), merged(of, { id: 'other' })]).toEqual([
      [3, 4],
      [3, 4],
      [5, 5],
    ]);
  });

  it('fills in what is not known of buyer and delivery, and overwrites nothing', () => {
    const into = cartOf({
      buyer: buyerOf({ email: 'own@example.com', countryCode: null, postalCode: null }),
    });
    const from = cartOf({
      buyer: buyerOf({ email: 'other@example.com', countryCode: 'DE', postalCode: null }),
      deliveryOption: 'express',
    });
    expect(mergeCarts({ into, from, offers: noOffers })).toMatchObject({
      buyer: { email: 'own@example.com', countryCode: 'DE' },
      deliveryOption: 'express',
      pendingWarnings: [],
    });
  });

  it('is bought by the business of the one, else by that of the other', () => {
    const identity = { company: null, status: 'CONFIRMED', checkedAt: null } as const;
    const [own, other] = [
      { vatId: 'ATU12011204', ...identity },
      { vatId: 'FR83404833048', ...identity },
    ];
    const from = cartOf({ taxIdentity: other });
    const bought = (taxIdentity: typeof own | null) =>
      mergeCarts({ into: cartOf({ taxIdentity }), from, offers: noOffers }).taxIdentity;
    expect(bought(own)).toEqual(own);
    expect(bought(null)).toEqual(other);
  });

  it('takes no postal code of another country', () => {
    const into = cartOf({ buyer: buyerOf({ email: null, countryCode: 'DE', postalCode: null }) });
    const from = cartOf({ buyer: buyerOf({ email: null, countryCode: 'US', postalCode: '10001' }) });
    const { buyer } = mergeCarts({ into, from, offers: noOffers });
    expect(buyer).toMatchObject({ countryCode: 'DE', postalCode: null });
  });

  it('bills an address that bills to itself to no other', () => {
    const [own, other] = [addressIn('DE'), addressIn('FR')];
    const from = cartOf({ buyer: buyerOf({ billingAddress: other }) });
    const billed = (buyer: Partial<BuyerIdentity>) =>
      mergeCarts({ into: cartOf({ buyer: buyerOf(buyer) }), from, offers: noOffers }).buyer.billingAddress;
    expect(billed({ countryCode: 'DE', shippingAddress: own })).toBeNull();
    expect(billed({ billingAddress: own })).toEqual(own);
    expect(billed({})).toEqual(other);
  });

  it('in another currency prices the lines anew, leaves out what is not sold there, and tells both', () => {
    const into = cartOf({ id: 'into', lines: [lineOf('own')] });
    const from = cartOf({
      id: 'from',
      currency: 'USD',
      lines: [lineOf('sold', { quotedUnitMinor: 2200 }), lineOf('unsold', { quotedUnitMinor: 2200 })],
    });
    const offers = new Map([['sold', offerOf('sold', { unitPriceMinor: 1900 })]]);
    const merged = mergeCarts({ into, from, offers });
    expect(merged).toMatchObject({
      currency: 'EUR',
      lines: [{ variantId: 'own' }, { variantId: 'sold', quotedUnitMinor: 1900 }],
    });
    expect(merged.pendingWarnings.map(({ code, target }) => [code, target])).toEqual([
      ['CARTS_MERGED', 'from'],
      ['CURRENCY_CHANGED', 'EUR'],
      ['LINE_REMOVED', 'line of unsold'],
    ]);
  });

  it('tells what was not told yet of either', () => {
    const untold = (target: string) => ({ code: 'LINE_REMOVED', message: '', target }) as const;
    const into = cartOf({ pendingWarnings: [untold('first')] });
    const from = cartOf({ pendingWarnings: [untold('second')] });
    const { pendingWarnings } = mergeCarts({ into, from, offers: noOffers });
    expect(pendingWarnings.map(({ target }) => target)).toEqual(['first', 'second']);
  });
});

describe('changing the currency', () => {
  it('takes over the prices there as seen; what has none keeps its last one until the cart is refreshed', () => {
    const cart = cartOf({ lines: [lineOf('a'), lineOf('b')] });
    const offers = new Map([['a', offerOf('a', { unitPriceMinor: 2200 })]]);
    expect(changeCurrency(cart, 'USD', offers)).toMatchObject({
      currency: 'USD',
      lines: [
        { quotedUnitMinor: 2200, offer: { unitPriceMinor: 2200 } },
        { quotedUnitMinor: 2000, offer: { unitPriceMinor: null } },
      ],
    });
  });
});
