import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { newPassword, readPassword } from './password.ts';
import { readInput } from './read-input.ts';

describe('a password has one form on every keyboard', () => {
  it.each([
    ['cafe\u0301 au lait', 'café au lait'],
    ['correct\u00a0horse\u3000battery', 'correct horse battery'],
    [' Case and  blanks stay ', ' Case and  blanks stay '],
    ['ｗｉｄｅ', 'ｗｉｄｅ'],
  ])('%j is %j', (given, prepared) => {
    expect(readPassword(given)).toBe(prepared);
  });

  it.each(['', 'a\0', 'a\ud83d', 'a\tb', 'a\nb', 'a\u0301\u0327'.repeat(700)])('%j is none', (given) => {
    expect(readPassword(given)).toBeNull();
  });
});

const schema = z.object({ password: newPassword({ min: 3, max: 5, isWeak: (text) => text === 'weak' }) });

it.each([
  [undefined, 'REQUIRED'],
  ['', 'REQUIRED'],
  ['ab', 'TOO_SHORT'],
  ['👍👍', 'TOO_SHORT'],
  ['abcdef', 'TOO_LONG'],
  ['\u0301\u0327'.repeat(2_000), 'TOO_LONG'],
  ['abc\0', 'INVALID_CHARACTERS'],
  ['weak', 'TOO_WEAK'],
])('%j is refused as %s', (password, code) => {
  expect(readInput(schema, { password })).toMatchObject({ fields: [{ path: ['password'], code }] });
});
