import { describe, expect, it } from 'vitest';
import { cartOf, lineOf, offerOf } from '../../../test/sample-cart.ts';
import { removeLines, updateLines } from './update-lines.ts';

const cart = cartOf({ lines: [lineOf('a', { quantity: 2 }), lineOf('b')] });

describe('updating lines', () => {
  it('sets quantities and leaves other lines alone', () => {
    const outcome = updateLines(cart, [{ lineId: 'line of a', quantity: 7 }]);
    expect(outcome).toMatchObject({
      kind: 'changed',
      cart: { lines: [{ quantity: 7 }, { quantity: 1 }] },
      warnings: [],
    });
  });

  it('removes a line with 0', () => {
    const outcome = updateLines(cart, [{ lineId: 'line of a', quantity: 0 }]);
    expect(outcome).toMatchObject({ cart: { lines: [{ variantId: 'b' }] }, warnings: [] });
  });

  it('lowers to what is available, and removes what is sold out', () => {
    const scarce = cartOf({
      lines: [
        lineOf('a', { offer: offerOf('a', { available: 3 }) }),
        lineOf('b', { offer: offerOf('b', { available: 0 }) }),
      ],
    });
    const outcome = updateLines(scarce, [
      { lineId: 'line of a', quantity: 5 },
      { lineId: 'line of b', quantity: 5 },
    ]);
    expect(outcome).toMatchObject({
      cart: { lines: [{ variantId: 'a', quantity: 3 }] },
      warnings: [
        { code: 'QUANTITY_CLAMPED', target: 'line of a' },
        {
          code: 'LINE_REMOVED',
          message: 'Oak stool (Natural) was removed from the cart: it is sold out.',
          target: 'line of b',
        },
      ],
    });
  });

  it('changes nothing when a line does not exist', () => {
    const updates = [
      { lineId: 'line of a', quantity: 7 },
      { lineId: 'unknown', quantity: 1 },
    ];
    expect(updateLines(cart, updates)).toEqual({ kind: 'line-not-found', lineId: 'unknown' });
  });

  it('takes less of a cart that costs more than an order can, and no more of anything in it', () => {
    const dear = offerOf('a', { unitPriceMinor: Math.floor(Number.MAX_SAFE_INTEGER / 4) });
    const full = cartOf({ lines: [lineOf('a', { quantity: 9, offer: dear }), lineOf('b')] });
    const less = updateLines(full, [{ lineId: 'line of a', quantity: 8 }]);
    expect(less).toMatchObject({ kind: 'changed', cart: { lines: [{ quantity: 8 }, { quantity: 1 }] } });
    const more = updateLines(full, [
      { lineId: 'line of a', quantity: 8 },
      { lineId: 'line of b', quantity: 2 },
    ]);
    expect(more).toEqual({ kind: 'too-large', limit: 'TOTAL' });
  });
});

describe('removing lines', () => {
  it('removes those that are there', () => {
    expect(removeLines(cart, ['unknown', 'line of b'])).toEqual({
      kind: 'changed',
      cart: { ...cart, lines: cart.lines.slice(0, 1) },
      warnings: [],
    });
  });
});
