import { describe, expect, it } from 'vitest';
import { readRegistration } from './rules.ts';

const input = {
  email: ' Sam@Example.com',
  password: 'correct horse battery staple',
  firstName: 'Sam',
  lastName: 'Shopper',
};
const faultsOf = (change: object) => {
  const read = readRegistration({ ...input, ...change });
  return read.kind === 'valid' ? [] : read.fields.map(({ path, code }) => `${path.join('.')} ${code}`);
};

describe('a registration', () => {
  it('is read in its one form', () => {
    expect(readRegistration({ ...input, password: 'cafe\u0301\u00a0au lait' })).toEqual({
      kind: 'valid',
      value: { ...input, email: 'sam@example.com', password: 'café au lait', locale: 'en' },
    });
  });

  it.each([
    ['', 'REQUIRED'],
    ['short', 'TOO_SHORT'],
    ['Password123', 'TOO_WEAK'],
    ['1234567890', 'TOO_WEAK'],
    ['QWERTYUIOP', 'TOO_WEAK'],
    ['administrator', 'TOO_WEAK'],
    ['changeme123', 'TOO_WEAK'],
    ['aaaaaaaaaaaa', 'TOO_WEAK'],
    ['x'.repeat(257), 'TOO_LONG'],
    ['correct horse\0', 'INVALID_CHARACTERS'],
  ])('refuses "%s" as a password: %s', (password, code) => {
    expect(faultsOf({ password })).toEqual([`password ${code}`]);
  });

  it('names everything that is wrong with it', () => {
    const change = {
      email: 'nobody',
      password: 'short',
      firstName: ' ',
      lastName: 'a\ud83d',
      locale: 'en_US',
    };
    expect(faultsOf(change)).toEqual([
      'email INVALID_FORMAT',
      'password TOO_SHORT',
      'firstName REQUIRED',
      'lastName INVALID_CHARACTERS',
      'locale INVALID_FORMAT',
    ]);
  });
});
