import { describe, expect, it } from 'vitest';
import { normalizeEmail } from './rules.ts';

describe('normalizeEmail', () => {
  it('stores one form of an e-mail address', () => {
    expect(normalizeEmail('  Sam.Shopper@Example.COM ')).toBe('sam.shopper@example.com');
  });

  it.each(['', 'sam', 'sam@', '@example.com', 'sam@example', `${'a'.repeat(250)}@example.com`])(
    'refuses "%s" as an e-mail address',
    (text) => {
      expect(normalizeEmail(text)).toBeNull();
    },
  );
});
