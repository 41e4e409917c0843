import { expect, it } from 'vitest';
import { cartOf, lineOf, offerOf } from '../../../test/sample-cart.ts';
import type { Cart } from '../../cart/door.ts';
import { restoreLines } from './restore-lines.ts';

const said = { namespace: 'gift', key: 'message', type: 'SINGLE_LINE_TEXT', value: 'For Kim' } as never;
const left = cartOf({
  id: 'left',
  lines: [
    lineOf('a', { quantity: 3, quotedUnitMinor: 1800, metafields: [said] }),
    lineOf('b', { quantity: 2 }),
  ],
});
const offers = new Map(['a', 'b'].map((variantId) => [variantId, offerOf(variantId)]));

function restored(cart: Cart, from = left) {
  const outcome = restoreLines(cart, { from, offers, newId: () => 'new line' });
  if (outcome.kind !== 'changed') throw new RangeError(outcome.kind);
  return outcome.cart;
}

const quantities = ({ lines }: Cart) => lines.map(({ variantId, quantity }) => [variantId, quantity]);

it('fills a cart up to what was left, however often, and takes nothing away', () => {
  const cart = cartOf({ id: 'own', lines: [lineOf('a', { quantity: 1 }), lineOf('b', { quantity: 5 })] });
  const once = restored(cart);
  expect(quantities(once)).toEqual([
    ['a', 3],
    ['b', 5],
  ]);
  expect(quantities(restored(once))).toEqual(quantities(once));
  expect(once.restoredFrom).toBe('left');
});

it('brings no words of the other buyer, and the prices that they have seen', () => {
  const [a, b] = restored(cartOf({ id: 'own' })).lines;
  expect([a?.metafields, a?.quotedUnitMinor, b?.quotedUnitMinor]).toEqual([[], 1800, 2000]);
});

it('in another currency has the prices of that', () => {
  const [a] = restored(cartOf({ id: 'own', currency: 'USD' })).lines;
  expect(a?.quotedUnitMinor).toBe(2000);
});
