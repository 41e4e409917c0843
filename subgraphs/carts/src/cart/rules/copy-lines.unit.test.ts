import { describe, expect, it } from 'vitest';
import { cartOf, lineOf, offerOf } from '../../../test/sample-cart.ts';
import type { Offer } from '../../offers/door.ts';
import type { Cart, CartLine } from './cart.ts';
import { copyLines } from './copy-lines.ts';
import { maxLines } from './quantity.ts';

const said = (key: string, value = key) =>
  ({ namespace: 'gift', key, type: 'SINGLE_LINE_TEXT', value, visibility: 'PUBLIC' }) as const;

function copy(
  cart: Cart,
  lines: readonly CartLine[],
  offers: readonly Offer[] = lines.map(({ offer }) => offer),
) {
  let made = 0;
  return copyLines(cart, {
    lines,
    offers: new Map(offers.map((offer) => [offer.variantId, offer])),
    newId: () => `new ${(made += 1)}`,
    isAllowed: ({ key }) => key !== 'banned',
  });
}

describe('copying lines', () => {
  it('adds them at today’s prices, with ids of their own and what the buyer has said of them', () => {
    const line = lineOf('a', {
      quantity: 2,
      metafields: [said('engraving')],
      privateMetafields: [{ ...said('desk'), visibility: 'PRIVATE' }],
    });
    const outcome = copy(cartOf({ currency: 'USD' }), [line], [offerOf('a', { unitPriceMinor: 2500 })]);
    const copied = { id: 'new 1', quantity: 2, quotedUnitMinor: 2500, metafields: [said('engraving')] };
    expect(outcome).toMatchObject({ cart: { lines: [copied] }, warnings: [] });
    expect(outcome).toMatchObject({ cart: { lines: [{ privateMetafields: [] }] } });
  });

  it('adds to a line that is there, whose own words come first', () => {
    const own = lineOf('a', { id: 'own', quantity: 3, metafields: [said('engraving', 'K. S.')] });
    const lines = [lineOf('a', { quantity: 98, metafields: [said('engraving'), said('card')] })];
    expect(copy(cartOf({ lines: [own] }), lines)).toMatchObject({
      cart: {
        lines: [{ id: 'own', quantity: 99, metafields: [said('card'), said('engraving', 'K. S.')] }],
      },
      warnings: [
        { code: 'QUANTITY_CLAMPED', target: 'own' },
        { code: 'METAFIELDS_REMOVED', target: 'own' },
      ],
    });
  });

  it('leaves out what may not be said any more, and tells of it', () => {
    const lines = [lineOf('a', { metafields: [said('banned'), said('card')] }), lineOf('b')];
    expect(copy(cartOf(), lines)).toMatchObject({
      cart: { lines: [{ metafields: [said('card')] }, { metafields: [] }] },
      warnings: [{ code: 'METAFIELDS_REMOVED', target: 'new 1' }],
    });
  });

  it('is refused where nothing can be bought any more', () => {
    const lines = [lineOf('gone'), lineOf('out')];
    const offers = [offerOf('gone', { forSale: false }), offerOf('out', { available: 0 })];
    const message = 'Oak stool (Natural) is not for sale at the moment.';
    const refused = { kind: 'variant-unavailable', variantId: 'gone', message };
    expect(copy(cartOf({ lines: [lineOf('own')] }), lines, offers)).toEqual(refused);
  });

  it('leaves out what cannot be bought, and says why', () => {
    const lines = ['sold', 'gone', 'elsewhere', 'out'].map((variantId) => lineOf(variantId));
    const offers = [
      offerOf('sold'),
      offerOf('gone', { forSale: false }),
      offerOf('elsewhere', { unitPriceMinor: null }),
      offerOf('out', { available: 0 }),
    ];
    const outcome = copy(cartOf(), lines, offers);
    expect(outcome).toMatchObject({ cart: { lines: [{ variantId: 'sold' }] } });
    const name = 'Oak stool (Natural)';
    expect('warnings' in outcome && outcome.warnings).toEqual([
      { code: 'LINE_LEFT_OUT', message: `${name} is not for sale at the moment.`, target: 'line of gone' },
      { code: 'LINE_LEFT_OUT', message: `${name} is not sold in EUR.`, target: 'line of elsewhere' },
      { code: 'LINE_LEFT_OUT', message: `${name} is sold out.`, target: 'line of out' },
    ]);
  });

  it('is refused where there would be more than a cart takes', () => {
    const lines = Array.from({ length: maxLines }, (_, index) => lineOf(`variant ${index}`));
    expect(copy(cartOf({ lines: [lineOf('own')] }), lines)).toEqual({ kind: 'too-large', limit: 'LINES' });
  });
});
