import { expect, it } from 'vitest';
import { cartOf, lineOf } from '../../../test/sample-cart.ts';
import { sayOfLines } from './say-of-lines.ts';

const word = (key: string, value = key) => {
  const named = { namespace: 'gift', key, type: 'SINGLE_LINE_TEXT', value } as const;
  return { ...named, visibility: undefined, compareDigest: undefined };
};
const kept = (key: string, value = key) => {
  const { namespace, type } = word(key);
  return { namespace, key, type, value, visibility: 'PUBLIC' as const };
};
const say = (cart: ReturnType<typeof cartOf>, ...said: Parameters<typeof sayOfLines>[1]) =>
  sayOfLines({ kind: 'changed', cart, warnings: [] }, said);

it('what is said of a line while it is added joins what is said of it already, and the later word counts', () => {
  const cart = cartOf({ lines: [lineOf('a', { metafields: [kept('card'), kept('font')] }), lineOf('b')] });
  const outcome = say(
    cart,
    { variantId: 'a', place: 0, set: [word('engraving', 'K. S.')] },
    { variantId: 'a', place: 2, set: [word('card', 'Happy birthday')] },
  );
  expect(outcome).toMatchObject({
    kind: 'changed',
    cart: {
      lines: [
        { metafields: [kept('card', 'Happy birthday'), kept('engraving', 'K. S.'), kept('font')] },
        { metafields: [] },
      ],
    },
  });
});

it('a line takes no more than any, and what is at fault is named where it stands', () => {
  const ten = Array.from({ length: 10 }, (_, index) => kept(`k${index}`));
  const full = cartOf({ lines: [lineOf('a', { metafields: ten })] });
  expect(say(full, { variantId: 'a', place: 2, set: [word('more')] })).toEqual({
    kind: 'too-many-metafields',
    limit: 10,
    within: ['lines', '2'],
  });
  const long = (index: number) => kept(`k${index}`, 'x'.repeat(2000));
  const heavy = cartOf({
    metafields: Array.from({ length: 10 }, (_, index) => long(index)),
    lines: [lineOf('a')],
  });
  expect(say(heavy, { variantId: 'a', place: 3, set: [word('more')] })).toMatchObject({
    kind: 'invalid-input',
    fields: [{ path: ['lines', '3', 'metafields'], code: 'TOO_LONG' }],
  });
  const staffs = cartOf({ lines: [lineOf('a', { privateMetafields: [kept('more')] })] });
  expect(say(staffs, { variantId: 'a', place: 1, set: [word('more')] })).toMatchObject({
    fields: [{ path: ['lines', '1', 'metafields', '0', 'key'], code: 'INVALID_VALUE' }],
  });
});

it('the words of all lines are counted together, those that another one replaces once', () => {
  const cart = cartOf({ lines: [lineOf('a'), lineOf('b')] });
  const half = (variantId: string, place: number) => {
    const set = Array.from({ length: 5 }, (_, index) => word(`k${index}`, 'x'.repeat(2000)));
    return { variantId, place, set };
  };
  const more = { variantId: 'a', place: 3, set: [word('more', 'x')] };
  expect(say(cart, half('a', 0), half('b', 1), half('a', 2))).toMatchObject({ kind: 'changed' });
  expect(say(cart, half('a', 0), half('b', 1), half('a', 2), more)).toMatchObject({
    fields: [{ path: ['lines', '3', 'metafields'], code: 'TOO_LONG' }],
  });
  const less = { variantId: 'b', place: 2, set: [word('k0', 'x'.repeat(1999))] };
  expect(say(cart, half('a', 0), half('b', 1), less, more)).toMatchObject({ kind: 'changed' });
});
