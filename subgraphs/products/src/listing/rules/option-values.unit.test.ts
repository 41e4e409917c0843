import { describe, expect, it } from 'vitest';
import { optionValues, unknownChoice } from './option-values.ts';

const variant = (size: string, colour: string, available: number) => ({
  title: `${size} ${colour}`,
  available,
  selectedOptions: [
    { name: 'Size', value: size },
    { name: 'Colour', value: colour },
  ],
});
const variants = [
  variant('S', 'Black', 0),
  variant('S', 'Navy', 3),
  variant('M', 'Black', 1),
  variant('L', 'Black', 0),
];
const size = { name: 'Size', values: ['S', 'M', 'L'] };
const black = { name: 'Colour', value: 'Black' };

describe('the values of an option', () => {
  it('lead to a variant in stock before one that is sold out, while nothing is chosen', () => {
    const values = optionValues(size, [], variants);
    expect(values.map(({ value, variant }) => [value, variant?.title])).toEqual([
      ['S', 'S Navy'],
      ['M', 'M Black'],
      ['L', 'L Black'],
    ]);
    expect(values.map(({ availableForSale }) => availableForSale)).toEqual([true, true, false]);
  });

  it('go with what is chosen in the other options, not with what is chosen in their own', () => {
    const values = optionValues(size, [black, { name: 'Size', value: 'M' }], variants);
    expect(
      values.map(({ value, selected, exists, availableForSale }) => [
        value,
        selected,
        exists,
        availableForSale,
      ]),
    ).toEqual([
      ['S', false, true, false],
      ['M', true, true, true],
      ['L', false, true, false],
    ]);
  });

  it('say what is in no variant with the rest', () => {
    const navy = optionValues(size, [{ name: 'Colour', value: 'Navy' }], variants);
    expect(navy.map(({ exists, variant }) => [exists, variant?.title])).toEqual([
      [true, 'S Navy'],
      [false, undefined],
      [false, undefined],
    ]);
  });
});

it('knows which choice there is not', () => {
  expect(unknownChoice([black], variants)).toBeUndefined();
  expect(unknownChoice([], [])).toBeUndefined();
  expect(unknownChoice([black, { name: 'Farbe', value: 'Black' }], variants)).toEqual({
    name: 'Farbe',
    value: 'Black',
  });
  expect(unknownChoice([{ name: 'Size', value: 'Black' }], variants)).toEqual({
    name: 'Size',
    value: 'Black',
  });
});
