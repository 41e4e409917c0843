import { describe, expect, it } from 'vitest';
import { lineOf } from '../../../test/sample-cart.ts';
import { wishListOf, wishOf } from '../../../test/sample-wishes.ts';
import { putLine, putWishes } from './put-wishes.ts';
import { maxItems } from './wish-list.ts';

const putting = { newId: () => 'new wish', now: new Date(1) };
const full = wishListOf(Array.from({ length: maxItems }, (_, nth) => wishOf(String(nth))));
const words = (value: string) => {
  return { namespace: 'gift', key: 'words', type: 'SINGLE_LINE_TEXT', value, visibility: 'PUBLIC' } as never;
};

describe('wishing for variants', () => {
  it('puts new ones in, and gives those that are there the quantity that is asked for', () => {
    const list = wishListOf([wishOf('a', { quantity: 3, metafields: [words('For Ada')] })]);
    const wanted = [
      { variantId: 'a', quantity: 1 },
      { variantId: 'b', quantity: 5 },
      { variantId: 'b', quantity: 2 },
    ];
    expect(putWishes(list, wanted, putting)).toMatchObject({
      kind: 'put',
      wishes: [
        { id: 'wish of a', quantity: 1, metafields: [words('For Ada')], addedAt: new Date(0) },
        { id: 'new wish', variantId: 'b', quantity: 2, addedAt: new Date(1) },
      ],
    });
  });

  it('takes so many different ones and no more; those that are there can be changed all the same', () => {
    expect(putWishes(full, [{ variantId: 'one more', quantity: 1 }], putting)).toEqual({
      kind: 'too-many-items',
      limit: 100,
    });
    expect(putWishes(full, [{ variantId: '7', quantity: 4 }], putting).kind).toBe('put');
  });
});

describe('saving a line', () => {
  it('keeps its pieces and what was said of it', () => {
    const line = lineOf('a', { quantity: 2, metafields: [words('For Ada')], privateMetafields: [] });
    expect(putLine(wishListOf([]), line, putting)).toMatchObject({
      wishes: [{ id: 'new wish', variantId: 'a', quantity: 2, metafields: [words('For Ada')] }],
    });
  });

  it('adds up pieces to 99 at most; of what was said of both, the latest counts', () => {
    const list = wishListOf([wishOf('a', { quantity: 60, metafields: [words('For Ada')] })]);
    const line = lineOf('a', { quantity: 60, metafields: [words('For Eve')] });
    expect(putLine(list, line, putting)).toMatchObject({
      wishes: [{ id: 'wish of a', quantity: 99, metafields: [words('For Eve')] }],
      warnings: [
        { code: 'QUANTITY_CLAMPED', target: 'wish of a' },
        { code: 'METAFIELDS_REMOVED', target: 'wish of a' },
      ],
    });
  });

  it('tells nothing where nothing is lost', () => {
    const list = wishListOf([wishOf('a', { quantity: 60, metafields: [words('For Ada')] })]);
    const line = lineOf('a', { quantity: 39, metafields: [words('For Ada')] });
    expect(putLine(list, line, putting)).toMatchObject({ wishes: [{ quantity: 99 }], warnings: [] });
  });

  it('is refused where what was said of it does not fit; one of which nothing was said has room', () => {
    const list = wishListOf([wishOf('a', { metafields: [words('x'.repeat(19_990))] })]);
    const said = (length: number) => lineOf('b', { metafields: [words('y'.repeat(length))] });
    expect(putLine(list, said(11), putting)).toEqual({ kind: 'too-much-said' });
    expect(putLine(list, said(10), putting).kind).toBe('put');
    const full = wishListOf([wishOf('a', { privateMetafields: [words('x'.repeat(30_000))] })]);
    expect(putLine(full, lineOf('b', { privateMetafields: [words('y')] }), putting).kind).toBe(
      'too-much-said',
    );
    expect(putLine(full, said(10), putting).kind).toBe('put');
  });

  it('is refused by a list that is full', () => {
    expect(putLine(full, lineOf('one more'), putting)).toEqual({ kind: 'too-many-items', limit: 100 });
  });
});
