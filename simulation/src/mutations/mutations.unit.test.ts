import { expect, it } from 'vitest';
import { mutatedSource } from '@cartwright/mutations';
import { mutations } from './mutations.ts';

it.each(mutations.map((mutation) => [mutation.name, mutation] as const))(
  'still finds the code that it breaks: %s',
  (_name, mutation) => {
    expect(mutatedSource(mutation)).toContain(mutation.by);
  },
);

it('has a name of its own for each fault', () => {
  expect(new Set(mutations.map(({ name }) => name)).size).toBe(mutations.length);
});
