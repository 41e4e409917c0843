import { describe, expect, it } from 'vitest';
import { cartOf, lineOf, offerOf } from '../../../test/sample-cart.ts';
import type { Offer } from '../../offers/door.ts';
import { addLines, type WantedLine } from './add-lines.ts';
import type { Cart } from './cart.ts';
import { maxLines } from './quantity.ts';

const add = (cart: Cart, wanted: WantedLine[], ...offers: Offer[]) =>
  addLines(cart, {
    wanted,
    offers: new Map(offers.map((offer) => [offer.variantId, offer])),
    newId: () => 'new line',
  });
const quantities = (outcome: ReturnType<typeof add>) =>
  outcome.kind === 'changed' ? outcome.cart.lines.map(({ quantity }) => quantity) : outcome.kind;

describe('adding lines', () => {
  it('makes a line at today’s price', () => {
    const outcome = add(cartOf(), [{ variantId: 'a', quantity: 2 }], offerOf('a', { unitPriceMinor: 1234 }));
    expect(outcome).toMatchObject({
      cart: { lines: [{ id: 'new line', variantId: 'a', quantity: 2, quotedUnitMinor: 1234 }] },
      warnings: [],
    });
  });

  it('adds to the line that is there, and takes one variant that is named twice together', () => {
    const cart = cartOf({ lines: [lineOf('a', { quantity: 3 })] });
    const twice = [
      { variantId: 'a', quantity: 1 },
      { variantId: 'a', quantity: 2 },
    ];
    expect(quantities(add(cart, twice, offerOf('a')))).toEqual([6]);
  });

  it('takes 99 at most, and says so', () => {
    const outcome = add(cartOf(), [{ variantId: 'a', quantity: 100 }], offerOf('a'));
    expect(outcome).toMatchObject({
      cart: { lines: [{ quantity: 99 }] },
      warnings: [
        {
          code: 'QUANTITY_CLAMPED',
          message: 'Oak stool (Natural): the quantity is now 99, a cart takes no more of one variant.',
          target: 'new line',
        },
      ],
    });
  });

  it('takes what is available at most, and says so', () => {
    const cart = cartOf({ lines: [lineOf('a', { quantity: 2 })] });
    const outcome = add(cart, [{ variantId: 'a', quantity: 5 }], offerOf('a', { available: 3 }));
    expect(outcome).toMatchObject({
      cart: { lines: [{ quantity: 3 }] },
      warnings: [{ message: 'Oak stool (Natural): the quantity is now 3, no more are available.' }],
    });
  });

  it('assumes that there is enough while no stock is known', () => {
    const outcome = add(cartOf(), [{ variantId: 'a', quantity: 50 }], offerOf('a', { available: null }));
    expect(quantities(outcome)).toEqual([50]);
  });

  it.each([
    [[], 'There is no such variant.'],
    [[offerOf('a', { forSale: false })], 'Oak stool (Natural) is not for sale at the moment.'],
    [[offerOf('a', { unitPriceMinor: null })], 'Oak stool (Natural) is not sold in EUR.'],
    [[offerOf('a', { available: 0 })], 'Oak stool (Natural) is sold out.'],
  ])('refuses what cannot be bought: %#', (offers, message) => {
    const wanted = [
      { variantId: 'b', quantity: 1 },
      { variantId: 'a', quantity: 1 },
    ];
    const outcome = add(cartOf(), wanted, offerOf('b'), ...offers);
    expect(outcome).toEqual({ kind: 'variant-unavailable', variantId: 'a', message });
  });

  it('takes so many variants and no more', () => {
    const lines = Array.from({ length: maxLines }, (_, index) => lineOf(String(index)));
    const oneMore = [{ variantId: 'a', quantity: 1 }];
    expect(add(cartOf({ lines: lines.slice(1) }), oneMore, offerOf('a')).kind).toBe('changed');
    const refused = { kind: 'too-large', limit: 'LINES' };
    expect(add(cartOf({ lines }), oneMore, offerOf('a'))).toEqual(refused);
  });

  it('changes what is there in a cart of more than it takes, and adds nothing else', () => {
    const lines = Array.from({ length: maxLines + 100 }, (_, index) => lineOf(String(index)));
    const [known, unknown] = ['7', 'a'].map((variantId) => [{ variantId, quantity: 1 }]);
    expect(quantities(add(cartOf({ lines }), known ?? [], offerOf('7')))[7]).toBe(2);
    expect(add(cartOf({ lines }), unknown ?? [], offerOf('a')).kind).toBe('too-large');
  });

  it('takes what costs less than the largest amount, and no more', () => {
    const dear = offerOf('a', { unitPriceMinor: Math.floor(Number.MAX_SAFE_INTEGER / 2) });
    expect(quantities(add(cartOf(), [{ variantId: 'a', quantity: 2 }], dear))).toEqual([2]);
    const refused = { kind: 'too-large', limit: 'TOTAL' };
    expect(add(cartOf(), [{ variantId: 'a', quantity: 3 }], dear)).toEqual(refused);
  });
});
