import { describe, expect, it } from 'vitest';
import { changeOptions, optionChangesSchema, type OptionChangeInput } from './change-options.ts';

const before = [
  { name: 'Colour', values: ['Navy', 'Sand'], swatches: [{ value: 'Navy', color: '#1f2a44' }] },
  { name: 'Size', values: ['S', 'M'] },
];
const variants = [
  ['Navy', 'S'],
  ['Sand', 'S'],
].map(([colour = '', size = '']) => ({
  selectedOptions: [
    { name: 'Colour', value: colour },
    { name: 'Size', value: size },
  ],
}));

const change = (...options: readonly OptionChangeInput[]) =>
  changeOptions(before, optionChangesSchema.parse(options), variants);
const valuesOf = (...values: readonly string[]) => values.map((value) => ({ value }));
const colour = { name: 'Colour', values: valuesOf('Navy', 'Sand') };
const size = { name: 'Size', values: valuesOf('S', 'M') };

describe('options that are changed', () => {
  it('take variants with them, whatever they are called and in which order', () => {
    const values = [
      { value: 'Dune', renamedFrom: 'Sand' },
      { value: 'Sand', renamedFrom: 'Navy', color: '#C0FFEE' },
    ];
    expect(change(size, { name: 'Shade', renamedFrom: 'Colour', values })).toMatchObject({
      options: [
        { name: 'Size', values: ['S', 'M'] },
        { name: 'Shade', values: ['Dune', 'Sand'], swatches: [{ value: 'Sand', color: '#c0ffee' }] },
      ],
      variants: [
        { title: 'S / Sand', selectedOptions: [{ name: 'Size', value: 'S' }, { name: 'Shade' }] },
        { title: 'S / Dune' },
      ],
    });
  });

  it('may be fewer, while variants are told apart', () => {
    expect(change(colour)).toMatchObject({ variants: [{ title: 'Navy' }, { title: 'Sand' }] });
    expect(change(size)).toMatchObject({ fields: [{ path: ['options'] }] });
    expect(change()).toMatchObject({ fields: [{ path: ['options'] }] });
  });

  it('may be more, with a value for the variants that are there', () => {
    const fit = { name: 'Fit', values: valuesOf('Slim', 'Wide') };
    expect(change(colour, size, fit)).toMatchObject({
      fields: [{ path: ['options', '2', 'valueOfExisting'], code: 'REQUIRED' }],
    });
    expect(change(colour, size, { ...fit, valueOfExisting: 'Wide' })).toMatchObject({
      variants: [{ title: 'Navy / S / Wide' }, { title: 'Sand / S / Wide' }],
    });
  });

  it('keep the values that variants have; others may go and come', () => {
    expect(change(colour, { name: 'Size', values: valuesOf('S', 'L') })).toMatchObject({ kind: 'changed' });
    expect(change(colour, { name: 'Size', values: valuesOf('M') })).toMatchObject({
      fields: [{ path: ['options', '1', 'values'], code: 'INVALID_VALUE' }],
    });
  });

  it.each<[string, readonly OptionChangeInput[], readonly string[]]>([
    ['no option', [colour, { ...size, name: 'Fit', renamedFrom: 'Cut' }], ['options', '1', 'renamedFrom']],
    [
      'an option that another is',
      [colour, { ...colour, name: 'Hue', renamedFrom: 'Colour' }],
      ['options', '0', 'renamedFrom'],
    ],
    [
      'no value',
      [{ name: 'Colour', values: [...colour.values, { value: 'Red', renamedFrom: 'Rot' }] }, size],
      ['options', '0', 'values', '2', 'renamedFrom'],
    ],
    [
      'a value that stays beside it',
      [{ name: 'Colour', values: [...colour.values, { value: 'Red', renamedFrom: 'Sand' }] }, size],
      ['options', '0', 'values', '2', 'renamedFrom'],
    ],
  ])('are not renamed from what is %s', (_what, options, path) => {
    const result = change(...options);
    expect(result).toMatchObject({ kind: 'invalid-input' });
    expect(result).toHaveProperty('fields.0.path', path);
  });
});
