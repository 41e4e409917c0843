import { expect, it } from 'vitest';
import { LruMap } from './lru-map.ts';

it('makes a value once and forgets the one used longest ago', () => {
  const made: string[] = [];
  const map = new LruMap<string, string>(2);
  const get = (key: string) =>
    map.getOrMake(key, () => {
      made.push(key);
      return key.toUpperCase();
    });
  expect([get('a'), get('b'), get('a'), get('c'), get('a'), get('b')]).toEqual([
    'A',
    'B',
    'A',
    'C',
    'A',
    'B',
  ]);
  expect(made).toEqual(['a', 'b', 'c', 'b']);
});
