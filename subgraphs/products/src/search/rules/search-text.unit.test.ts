import { describe, expect, it } from 'vitest';
import { toTsquery } from './search-text.ts';

describe('toTsquery', () => {
  it('asks for all terms, each in one of its forms', () => {
    expect(toTsquery([["'blue'"], ["'mug'", "'cup'"]])).toBe("('blue') & ('mug' | 'cup')");
  });

  it('asks for any term', () => {
    expect(toTsquery([["'blue'"], ["'mug'"]], 'ANY')).toBe("('blue') | ('mug')");
  });

  it('finds nothing for no terms', () => {
    expect(toTsquery([])).toBe('');
  });
});
