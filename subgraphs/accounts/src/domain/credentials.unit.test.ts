import { describe, expect, it } from 'vitest';
import { isWeakPassword, normalizeEmail } from './credentials.ts';

describe('credentials', () => {
  it('stores one form of an e-mail address', () => {
    expect(normalizeEmail('  Sam.Shopper@Example.COM ')).toBe('sam.shopper@example.com');
  });

  it.each(['', 'sam', 'sam@', '@example.com', 'sam@example', `${'a'.repeat(250)}@example.com`])(
    'refuses "%s" as an e-mail address',
    (text) => {
      expect(normalizeEmail(text)).toBeNull();
    },
  );

  it.each(['', 'short', 'Password123', 'aaaaaaaaaaaa', 'x'.repeat(257)])('calls "%s" weak', (password) => {
    expect(isWeakPassword(password)).toBe(true);
  });

  it('takes a long passphrase, spaces and all', () => {
    expect(isWeakPassword('correct horse battery staple')).toBe(false);
  });
});
