import { describe, expect, it } from 'vitest';
import { readProfile, readProfileChange } from './rules.ts';

const names = { firstName: 'Sam', lastName: 'Shopper' };

describe('a new profile', () => {
  it('trims names and spells the language tag the canonical way', () => {
    expect(readProfile({ firstName: ' Sam ', lastName: 'Shopper', locale: 'de-at' })).toEqual({
      ...names,
      locale: 'de-AT',
    });
  });

  it.each([undefined, null])('is English when the language is %s', (locale) => {
    expect(readProfile({ ...names, locale }).locale).toBe('en');
  });

  it.each(['', '   ', 'x'.repeat(101), 'Sam\nBcc: all', 'Sam\u0000', 'Win at https://example.com'])(
    'refuses %j as a name',
    (name) => {
      expect(() => readProfile({ ...names, firstName: name })).toThrow('firstName');
      expect(() => readProfile({ ...names, lastName: name })).toThrow('lastName');
    },
  );

  it.each(['', 'en_US', 'english language', `en-${'x'.repeat(40)}`])('refuses %j as a language', (locale) => {
    expect(() => readProfile({ ...names, locale })).toThrow('locale');
  });
});

describe('a change of the profile', () => {
  it('holds what is given and leaves out what is absent or null', () => {
    expect(readProfileChange({ firstName: 'Sam', lastName: null })).toEqual({ firstName: 'Sam' });
  });

  it('refuses to empty a name', () => {
    expect(() => readProfileChange({ lastName: ' ' })).toThrow('lastName');
  });
});
