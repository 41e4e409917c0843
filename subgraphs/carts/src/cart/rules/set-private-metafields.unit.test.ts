import type { Metafield } from '@cartwright/metafields/rules';
import { expect, it } from 'vitest';
import { cartOf, lineOf } from '../../../test/sample-cart.ts';
import type { Cart } from './cart.ts';
import { mergeCarts } from './merge-carts.ts';
import { setCartMetafields } from './set-cart-metafields.ts';
import { setPrivateMetafields } from './set-private-metafields.ts';

const kept = (key: string, value = key): Metafield => ({
  ...{ namespace: 'desk', key, type: 'SINGLE_LINE_TEXT', value },
  visibility: 'PRIVATE',
});
const said = (key: string, value = key): Metafield => ({ ...kept(key, value), visibility: 'PUBLIC' });
const changesOf = (metafields: readonly Metafield[]) => ({
  set: metafields.map((one) => ({ ...one, compareDigest: undefined })),
  remove: [],
});
const set = (cart: Cart, lineId: string | null, ...metafields: Metafield[]) =>
  setPrivateMetafields(cart, { lineId, changes: changesOf(metafields) });
const full = cartOf({ lines: [lineOf('a'), lineOf('b')] });

it('staff keep something of a cart, or of a line, beside what the buyer has said', () => {
  const cart = { ...full, metafields: [said('message')] };
  expect(set(cart, null, kept('note'))).toMatchObject({
    cart: { metafields: [said('message')], privateMetafields: [kept('note')] },
  });
  const lineId = full.lines[1]?.id ?? '';
  expect(set(cart, lineId, kept('note'))).toMatchObject({
    cart: {
      privateMetafields: [],
      lines: [{ privateMetafields: [] }, { privateMetafields: [kept('note')] }],
    },
  });
  expect(set(cart, 'none', kept('note'))).toEqual({ kind: 'line-not-found', lineId: 'none' });
});

it('no name is the buyer’s and staff’s at once, and none of staff’s is public', () => {
  const cart = { ...full, metafields: [said('message')], privateMetafields: [kept('note')] };
  const taken = { fields: [{ path: ['metafields', '0', 'key'] }] };
  expect(set(cart, null, kept('message'))).toMatchObject(taken);
  expect(setCartMetafields(cart, { lineId: null, changes: changesOf([said('note')]) })).toMatchObject(taken);
  expect(set(cart, null, said('open'))).toMatchObject({
    fields: [{ path: ['metafields', '0', 'visibility'] }],
  });
});

it('there are no more of them than an order takes, and they are bounded together', () => {
  const many = Array.from({ length: 40 }, (_, index) => kept(`k${index}`));
  expect(set({ ...full, privateMetafields: many }, null, kept('more'))).toMatchObject({ limit: 40 });
  const long = Array.from({ length: 5 }, (_, index) => kept(`k${index}`, 'x'.repeat(4000)));
  expect(set({ ...full, privateMetafields: long }, full.lines[0]?.id ?? '', kept('more'))).toMatchObject({
    fields: [{ path: ['metafields'], code: 'TOO_LONG' }],
  });
});

it('they go with a guest’s cart into the customer’s, where no word of the buyer has their name', () => {
  const into = cartOf({
    lines: [lineOf('a')],
    metafields: [said('message')],
    privateMetafields: [kept('own')],
  });
  const from = {
    ...cartOf({ lines: [lineOf('a', { privateMetafields: [kept('line')] })] }),
    metafields: [said('own'), said('poem')],
    privateMetafields: [kept('message'), kept('note')],
  };
  const merged = mergeCarts({ into, from, offers: new Map() });
  expect(merged).toMatchObject({
    metafields: [said('message'), said('poem')],
    privateMetafields: [kept('note'), kept('own')],
    lines: [{ privateMetafields: [kept('line')] }],
  });
  expect(merged.pendingWarnings).toMatchObject([{ code: 'CARTS_MERGED' }, { code: 'METAFIELDS_REMOVED' }]);
});
