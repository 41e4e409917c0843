import { mutatedEnvironment } from '@cartwright/mutations';
import { expect, it } from 'vitest';
import { attacks } from '../attacks.ts';
import { faultsOf } from './mutant.ts';
import { mutants } from './mutants.ts';

const names = attacks.map(({ name }) => name);

it('every row and every guard has a name of its own', () => {
  expect(new Set(names).size).toBe(names.length);
  expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length);
});

it.each(mutants)('without a guard, attacks that there are have to notice it: $name', (mutant) => {
  expect(mutant.noticedBy.filter((name) => !names.includes(name))).toEqual([]);
  expect(mutant.noticedBy).not.toHaveLength(0);
  if ('parts' in mutant) expect(() => mutatedEnvironment(faultsOf(mutant))).not.toThrow();
});
