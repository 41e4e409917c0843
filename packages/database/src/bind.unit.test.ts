import { expect, it } from 'vitest';
import { bind } from './bind.ts';

it('fills in the first parameter of each function', () => {
  const add = ({ base }: { base: number }, amount: number): number => base + amount;
  const name = ({ base }: { base: number }, prefix: string, suffix: string): string =>
    `${prefix}${base}${suffix}`;
  const bound = bind({ base: 40 }, { add, name });
  expect(bound.add(2)).toBe(42);
  expect(bound.name('<', '>')).toBe('<40>');
});
