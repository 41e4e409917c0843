import fc from 'fast-check';
import { expect, it } from 'vitest';
import { jsonObject, jsonText } from './json-text.ts';

it('writes any text as JSON does', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.nat(0xffff).map((code) => String.fromCharCode(code)) }),
      (a, b) => {
        expect(jsonText(a)).toBe(JSON.stringify(a));
        expect(jsonText(b)).toBe(JSON.stringify(b));
      },
    ),
  );
});

it.each(['', 'plain', 'é\u{1f9c0}', '"', '\\', '\u0000', '\u001f', '\u007f', '\u2028', '\ud800', '\udc00a'])(
  'writes %j',
  (text) => {
    expect(jsonText(text)).toBe(JSON.stringify(text));
  },
);

it('writes objects as JSON does', () => {
  const object = {
    __typename: 'A',
    id: 'a"b',
    size: 1,
    isOld: false,
    none: null,
    list: ['x', { y: [] }],
    left: undefined,
  };
  expect(jsonObject(object)).toBe(JSON.stringify(object));
  expect(jsonObject({})).toBe('{}');
  const plain = { ...object, id: 'a' };
  expect(jsonObject(plain, true)).toBe(JSON.stringify(plain));
});
