import { describe, expect, it } from 'vitest';
import { isWeakPassword } from './rules.ts';

describe('isWeakPassword', () => {
  it.each(['', 'short', 'Password123', 'aaaaaaaaaaaa', 'x'.repeat(257)])('calls "%s" weak', (password) => {
    expect(isWeakPassword(password)).toBe(true);
  });

  it('takes a long passphrase, spaces and all', () => {
    expect(isWeakPassword('correct horse battery staple')).toBe(false);
  });
});
