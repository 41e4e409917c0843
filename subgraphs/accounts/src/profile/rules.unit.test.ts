import { readInput } from '@cartwright/input';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { newProfileFields, readProfileChange } from './rules.ts';

const names = { firstName: 'Sam', lastName: 'Shopper' };
const readProfile = (input: object) => readInput(z.object(newProfileFields), input);
const faults = (...paths: string[]) => ({ fields: paths.map((field) => ({ path: [field] })) });

describe('a new profile', () => {
  it('trims names and spells the language tag the canonical way', () => {
    expect(readProfile({ firstName: ' Sam ', lastName: 'Shopper', locale: 'de-at' })).toMatchObject({
      value: { ...names, locale: 'de-AT' },
    });
  });

  it('takes a language tag with blanks around it, of 35 characters at most', () => {
    const longest = `de-x-${'a'.repeat(8)}-${'b'.repeat(8)}-${'c'.repeat(8)}-ddd`;
    expect(readProfile({ ...names, locale: ` ${longest} ` })).toMatchObject({ value: { locale: longest } });
    expect(readProfile({ ...names, locale: `${longest}d` })).toMatchObject(faults('locale'));
  });

  it.each([undefined, null])('is English when the language is %s', (locale) => {
    expect(readProfile({ ...names, locale })).toMatchObject({ value: { locale: 'en' } });
  });

  it.each([undefined, null, '', ' '])('may have %j as the last name', (lastName) => {
    expect(readProfile({ ...names, lastName })).toMatchObject({ value: { lastName: null } });
  });

  it.each(['x'.repeat(101), 'Sam\nBcc: all', 'Sam\u0000', 'Sam\ud83d', 'Win at https://example.com'])(
    'refuses %j as a name',
    (name) => {
      expect(readProfile({ firstName: name, lastName: name })).toMatchObject(faults('firstName', 'lastName'));
    },
  );

  it.each([undefined, null, '', '   '])('refuses %j as the first name', (firstName) => {
    expect(readProfile({ ...names, firstName })).toMatchObject(faults('firstName'));
  });

  it.each(['', 'en_US', 'english language', `en-${'x'.repeat(40)}`])('refuses %j as a language', (locale) => {
    expect(readProfile({ ...names, locale })).toMatchObject(faults('locale'));
  });
});

describe('a change of the profile', () => {
  it('holds what is given and leaves out what is absent or null', () => {
    expect(readProfileChange({ firstName: 'Sam', lastName: null, locale: null })).toEqual({
      kind: 'valid',
      value: { firstName: 'Sam' },
    });
  });

  it('may empty the last name, not the first', () => {
    expect(readProfileChange({ lastName: ' ' })).toEqual({ kind: 'valid', value: { lastName: null } });
    expect(readProfileChange({ firstName: ' ', locale: 'x' })).toMatchObject(faults('firstName', 'locale'));
  });
});
