import type { CartFreezeRequest } from '@cartwright/events';
import { describe, expect, it } from 'vitest';
import { addressIn, buyerOf, cartOf, lineOf, offerOf, pricingBy } from '../../../test/sample-cart.ts';
import type { Cart } from '../../cart/door.ts';
import { decideFreeze } from './decide-freeze.ts';
import { freezeTtlMs } from '../../cart/rules/freeze-expiry.ts';

const start = new Date('2026-05-01T12:00:00Z');
const after = (ms: number) => new Date(start.getTime() + ms);
const request: CartFreezeRequest = {
  cartId: 'cart',
  orderId: 'order 1',
  customerId: 'owner',
  shippingMethod: 'standard',
  email: 'sam@example.com',
  shippingAddress: addressIn('DE'),
  expectedTotalMinor: 4490,
  currency: 'EUR',
};
const full = cartOf({ lines: [lineOf('a', { quantity: 2, quotedUnitMinor: 1000 })] });

const decide = (cart: Cart, more: Partial<CartFreezeRequest> = {}, now = start, hasEnded = false) =>
  decideFreeze(
    cart,
    { ...request, ...more },
    {
      pricing: pricingBy({}, now),
      hasEnded,
      newId: () => 'order line',
    },
  );

function frozenCart(confirmed = false): Cart {
  const { frozen } = decide(full);
  if (frozen?.freeze == null) throw new Error('The cart was not frozen');
  return { ...frozen, freeze: { ...frozen.freeze, confirmed } };
}

describe('a freeze', () => {
  it('keeps what the buyer chose and saw', () => {
    expect(decide(full).frozen).toMatchObject({
      status: 'CHECKING_OUT',
      deliveryOption: 'standard',
      buyer: { countryCode: 'DE' },
      lines: [{ quotedUnitMinor: 2000 }],
      freeze: { orderId: 'order 1', frozenAt: start, confirmed: false, snapshot: { totalMinor: 4490 } },
    });
  });

  it('gives lines ids of their own and amounts that add up', () => {
    const { response } = decide(full);
    expect(response).toMatchObject({
      outcome: 'frozen',
      cart: { lines: [{ lineId: 'order line', totalMinor: 4000 }], subtotalMinor: 4000, shippingMinor: 490 },
    });
  });

  it.each([
    [{ adjustments: [{ minimumQuantity: 2, basisPoints: -500 }], prices: [] }, 1900, 2000],
    [{ adjustments: [], prices: [{ minimumQuantity: 1, amountMinor: 2000 }] }, 2000, null],
  ])(
    'says which of the variant’s own prices a list has changed: %#',
    (list, unitPriceMinor, basePriceMinor) => {
      const priceLists = [{ priority: 1, countries: [], groupIds: [], ...list }];
      const offer = offerOf('a', { unitPriceMinor: 2000, priceLists });
      const cart = cartOf({ lines: [lineOf('a', { quantity: 2, offer })] });
      expect(decide(cart, { expectedTotalMinor: 2 * unitPriceMinor + 490 }).response).toMatchObject({
        cart: { lines: [{ unitPriceMinor, basePriceMinor }] },
      });
    },
  );

  it('has what the buyer has said of the cart and of its lines, and nothing where nothing was said', () => {
    const said = { namespace: 'gift', key: 'message', type: 'MULTI_LINE_TEXT', value: 'For Kim' } as const;
    const seen = { ...said, visibility: 'PUBLIC' } as const;
    const kept = { ...said, key: 'kept' } as const;
    const ofStaff = { ...kept, visibility: 'PRIVATE' } as const;
    const beyond = { metafields: [seen], privateMetafields: [ofStaff] };
    const gift = {
      ...full,
      ...beyond,
      lines: full.lines.map((line) => ({ ...line, ...beyond })),
    };
    const frozen = { metafields: [said], privateMetafields: [kept] };
    expect(decide(gift).response).toMatchObject({ cart: { ...frozen, lines: [frozen] } });
    expect(JSON.stringify(decide(full).response)).not.toMatch(/metafields/i);
  });

  it('has what a bundle consists of, in the language of the order', () => {
    const translations = { de: { title: 'Becher', variantTitle: 'Blau' } };
    const named = { title: 'Mug', variantTitle: 'Blue', sku: 'MUG', translations };
    const part = { variantId: 'mug', quantity: 4, ...named, unitPriceMinor: 900, priceLists: [] };
    const offer = offerOf('a', { parts: [part] });
    const cart = cartOf({ lines: [lineOf('a', { quantity: 2, offer })] });
    const kept = { variantId: 'mug', quantity: 4, sku: 'MUG', title: 'Mug', variantTitle: 'Blue' };
    const partsIn = (language?: string) => {
      const { response } = decide(cart, language === undefined ? {} : { language });
      return response.outcome === 'frozen' ? response.cart.lines[0]?.bundleParts : undefined;
    };
    expect(partsIn()).toEqual([kept]);
    expect(partsIn('de')).toEqual([{ ...kept, ...translations.de }]);
    expect(JSON.stringify(decide(full).response)).not.toContain('bundleParts');
  });

  it('names lines in the language of the order, and as they were written where nobody says which or nothing is translated', () => {
    const translations = { de: { title: 'Becher', variantTitle: 'Blau' } };
    const translated = {
      ...full,
      lines: full.lines.map((line) => ({ ...line, offer: { ...line.offer, translations } })),
    };
    const titleIn = (cart: Cart, language?: string) => {
      const { response } = decide(cart, language === undefined ? {} : { language });
      return response.outcome === 'frozen' ? response.cart.lines[0]?.title : undefined;
    };
    const [line] = full.lines;
    expect(titleIn(translated, 'de')).toBe('Becher');
    expect([titleIn(translated, 'en'), titleIn(translated), titleIn(full, 'de')]).toEqual(
      Array.from({ length: 3 }, () => line?.offer.title),
    );
  });

  it('is answered again to its own order, and refused to another one', () => {
    const first = decide(full).response;
    expect(decide(frozenCart())).toEqual({ response: first, frozen: null, uses: [] });
    const other = decide(frozenCart(), { orderId: 'order 2' });
    expect(other.response).toEqual({ outcome: 'cart-unavailable', reason: 'in-checkout' });
  });

  it('gives way after 15 minutes, unless its order is placed', () => {
    const another = { orderId: 'order 2' };
    expect(decide(frozenCart(), another, after(freezeTtlMs)).frozen).toBeNull();
    expect(decide(frozenCart(), another, after(freezeTtlMs + 1)).frozen).not.toBeNull();
    expect(decide(frozenCart(true), another, after(freezeTtlMs + 1)).frozen).toBeNull();
  });

  it('is refused to an order that has ended', () => {
    expect(decide(full, {}, start, true).response).toMatchObject({ reason: 'in-checkout' });
  });

  it('is refused for a cart that was ordered or is empty', () => {
    const completed = { ...frozenCart(true), status: 'COMPLETED' } as const;
    expect(decide(completed, { orderId: 'order 2' }).response).toMatchObject({ reason: 'completed' });
    expect(decide(cartOf()).response).toMatchObject({ reason: 'empty' });
  });

  it('names each variant of which there is not enough', () => {
    const lines = [
      lineOf('enough', { quantity: 3, offer: offerOf('enough', { available: 3 }) }),
      lineOf('scarce', { quantity: 3, offer: offerOf('scarce', { available: 2 }) }),
      lineOf('gone', { offer: offerOf('gone', { forSale: false }) }),
      lineOf('unknown stock', { quantity: 99, offer: offerOf('unknown stock', { available: null }) }),
    ];
    expect(decide(cartOf({ lines })).response).toEqual({
      outcome: 'out-of-stock',
      variantIds: ['scarce', 'gone'],
    });
  });

  it('is refused when nothing is sent that way to that country', () => {
    const outcome = 'shipping-method-unavailable';
    const far = { shippingMethod: 'express', shippingAddress: addressIn('CA') };
    expect(decide(full, far)).toEqual({
      response: { outcome, shippingMethod: 'express' },
      frozen: null,
      uses: [],
    });
    const unknown = { shippingMethod: 'by pigeon' };
    expect(decide(full, unknown).response).toEqual({ outcome, ...unknown });
  });

  it('is refused for what costs more than an order can', () => {
    const offer = offerOf('a', { unitPriceMinor: Number.MAX_SAFE_INTEGER });
    const expectedTotalMinor = Number.MAX_SAFE_INTEGER;
    expect(decide(cartOf({ lines: [lineOf('a', { offer })] }), { expectedTotalMinor }).response).toEqual({
      outcome: 'cart-unavailable',
      reason: 'too-much',
    });
  });

  it('is refused at another total or in another currency', () => {
    const actual = { outcome: 'price-changed', actualTotalMinor: 4490, currency: 'EUR' };
    expect(decide(full, { expectedTotalMinor: 4489 }).response).toEqual(actual);
    expect(decide(full, { currency: 'USD' }).response).toEqual(actual);
  });

  const bare = { email: null, shippingAddress: null, shippingMethod: null };
  const known = {
    ...full,
    buyer: buyerOf({ email: 'kim@example.com', countryCode: 'DE', shippingAddress: addressIn('DE') }),
  };

  it('is for what the cart holds, unless the request says otherwise', () => {
    const cart = { ...known, deliveryOption: 'standard' };
    expect(decide(cart, bare).response).toMatchObject({
      cart: { email: 'kim@example.com', shippingAddress: { countryCode: 'DE' }, shippingMethod: 'standard' },
    });
    const express = { shippingMethod: 'express', expectedTotalMinor: 5290, billingAddress: addressIn('AT') };
    expect(decide(cart, { ...express, email: 'sam@example.com' }).response).toMatchObject({
      cart: { email: 'sam@example.com', billingAddress: { countryCode: 'AT' }, shippingMethod: 'express' },
    });
  });

  it('is for the customer’s own address where nobody gave another, and names all that is missing', () => {
    const cart = { ...known, deliveryOption: 'standard', buyer: { ...known.buyer, email: null } };
    expect(decide(cart, { ...bare, ownEmail: 'own@example.com' }).response).toMatchObject({
      cart: { email: 'own@example.com' },
    });
    const missing = ['email', 'shippingAddress', 'shippingMethod'];
    expect(decide(full, bare).response).toEqual({ outcome: 'incomplete', missing });
  });

  it('is refused for a country with another tax than the cart was quoted with, even at the same total', () => {
    const abroad = { shippingAddress: addressIn('US') };
    expect(decide(known, abroad)).toEqual({
      response: {
        outcome: 'quote-changed',
        currency: 'EUR',
        quoted: { countryCode: 'DE', totalMinor: 4490, taxMinor: 717 },
        actual: { countryCode: 'US', totalMinor: 4490, taxMinor: 0 },
      },
      frozen: null,
      uses: [],
    });
    expect(decide(full, abroad).response).toMatchObject({ outcome: 'frozen', cart: { taxMinor: 0 } });
  });
});
