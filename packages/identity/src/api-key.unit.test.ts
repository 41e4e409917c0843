import { expect, it } from 'vitest';
import { isApiKey, newApiKey } from './api-key.ts';

it('makes keys that scanners find, no two alike', () => {
  const keys = Array.from({ length: 50 }, newApiKey);
  for (const key of keys) expect(key).toMatch(/^cwk_[0-9A-Za-z]{49}$/);
  expect(new Set(keys).size).toBe(keys.length);
  expect(keys.filter((key) => !isApiKey(key))).toEqual([]);
});

it('knows a key from text that only looks like one', () => {
  const key = newApiKey();
  const last = key.at(-1) === 'x' ? 'y' : 'x';
  expect(isApiKey(key.slice(0, -1) + last)).toBe(false);
  expect(isApiKey(key.replace('cwk_', 'cwx_'))).toBe(false);
  expect(isApiKey(`${key} `)).toBe(false);
  expect(isApiKey(`cwk_${'0'.repeat(49)}`)).toBe(false);
  expect(isApiKey('')).toBe(false);
});
