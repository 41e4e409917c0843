import { shopperLimits, type Metafield } from '@cartwright/metafields/rules';
import { describe, expect, it } from 'vitest';
import { cartOf, lineOf } from '../../../test/sample-cart.ts';
import type { Cart } from './cart.ts';
import { mergeCarts } from './merge-carts.ts';
import { setCartMetafields } from './set-cart-metafields.ts';

const said = (key: string, value = key): Metafield => ({
  namespace: 'gift',
  key,
  type: 'MULTI_LINE_TEXT',
  value,
  visibility: 'PUBLIC',
});
const set = (cart: Cart, lineId: string | null, ...metafields: Metafield[]) => {
  const changes = metafields.map((one) => ({
    ...one,
    visibility: 'PRIVATE' as const,
    compareDigest: undefined,
  }));
  return setCartMetafields(cart, { lineId, changes: { set: changes, remove: [] } });
};

/** What the merged cart tells that not all was kept of. */
const lostIn = ({ pendingWarnings }: Cart) =>
  pendingWarnings.filter(({ code }) => code === 'METAFIELDS_REMOVED').map(({ target }) => target);

describe('what a buyer says', () => {
  const cart = cartOf({ lines: [lineOf('a'), lineOf('b')] });

  it('is said of the cart or of one line, and seen by whoever sees the cart', () => {
    expect(set(cart, null, said('message'))).toMatchObject({
      kind: 'changed',
      cart: { metafields: [said('message')], lines: [{ metafields: [] }, { metafields: [] }] },
    });
    expect(set(cart, 'line of b', said('engraving'))).toMatchObject({
      cart: { metafields: [], lines: [{ metafields: [] }, { metafields: [said('engraving')] }] },
    });
    expect(set(cart, 'line of c', said('engraving'))).toEqual({
      kind: 'line-not-found',
      lineId: 'line of c',
    });
  });

  it('is no more than goes with an order', () => {
    const long = (from: number, count: number) =>
      Array.from({ length: count }, (_, index) => said(`k${from + index}`, 'x'.repeat(2000)));
    const full = { ...cart, metafields: long(0, 5), lines: [lineOf('a', { metafields: long(5, 5) })] };
    expect(set(full, 'line of a', said('more'))).toMatchObject({
      kind: 'invalid-input',
      fields: [{ path: ['metafields'], code: 'TOO_LONG' }],
    });
    expect(set(full, null, said('k0', 'less'))).toMatchObject({ kind: 'changed' });
    const ten = { ...cart, metafields: Array.from({ length: 10 }, (_, index) => said(`k${index}`)) };
    const { count: limit } = shopperLimits;
    expect(set(ten, null, said('more'))).toEqual({ kind: 'too-many-metafields', limit });
  });

  it('is kept when a guest’s cart goes into the customer’s, whose own words come first', () => {
    const into = cartOf({
      id: 'into',
      metafields: [said('message', 'own')],
      lines: [lineOf('a', { metafields: [said('engraving', 'own')] })],
    });
    const from = cartOf({
      metafields: [said('message', 'other'), said('wrapping')],
      lines: [
        lineOf('a', { metafields: [said('engraving', 'other'), said('font')] }),
        lineOf('b', { metafields: [said('engraving')] }),
      ],
    });
    const merged = mergeCarts({ into, from, offers: new Map() });
    expect(merged).toMatchObject({
      metafields: [said('message', 'own'), said('wrapping')],
      lines: [
        { variantId: 'a', quantity: 2, metafields: [said('engraving', 'own'), said('font')] },
        { variantId: 'b', metafields: [said('engraving')] },
      ],
    });
    expect(lostIn(merged)).toEqual(['into', 'line of a']);
  });

  it('is kept from a guest’s cart while it fits, in the order of the names, and what is not is told', () => {
    const into = cartOf({
      id: 'into',
      metafields: [said('wrapping', 'x'.repeat(10_000))],
      lines: [lineOf('a', { metafields: [said('z')] }), lineOf('c', { metafields: [said('same')] })],
    });
    const from = cartOf({
      metafields: [said('message', 'x'.repeat(9000)), said('poem', 'x'.repeat(1000))],
      lines: [
        lineOf('a', { metafields: Array.from({ length: 10 }, (_, index) => said(`k${index}`)) }),
        lineOf('b', { metafields: [said('engraving', 'x'.repeat(1000)), said('font')] }),
        lineOf('c', { metafields: [said('same')] }),
      ],
    });
    const merged = mergeCarts({ into, from, offers: new Map() });
    expect(merged.metafields.map(({ key }) => key)).toEqual(['message', 'wrapping']);
    expect(merged.lines.map(({ metafields }) => metafields.map(({ key }) => key))).toEqual([
      ['k0', 'k1', 'k2', 'k3', 'k4', 'k5', 'k6', 'k7', 'k8', 'z'],
      ['same'],
      ['font'],
    ]);
    expect(lostIn(merged)).toEqual(['into', 'line of a', 'line of b']);
  });
});
