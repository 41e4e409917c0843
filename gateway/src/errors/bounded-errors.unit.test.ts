import { expect, it } from 'vitest';
import { boundedErrors } from './bounded-errors.ts';

const format = (message: string) => ({ message });

it('tells a few errors as they are', () => {
  expect(boundedErrors(['a', 'b'], format)).toEqual({
    errors: [{ message: 'a' }, { message: 'b' }],
    omitted: 0,
  });
});

it('formats no more than a hundred of many, and counts the others', () => {
  let formatted = 0;
  const { errors, omitted } = boundedErrors(Array<string>(85_000).fill('a'), (message) => {
    formatted += 1;
    return { message };
  });
  expect([errors.length, omitted, formatted]).toEqual([100, 84_900, 100]);
});

it('cuts a message short that repeats a whole request', () => {
  expect(boundedErrors(['x'.repeat(200_000)], format).errors[0]?.message).toBe(`${'x'.repeat(500)}…`);
});

it('stays small where each error says much, and tells at least one', () => {
  const verbose = (message: string) => ({ message, extensions: { fields: 'x'.repeat(20_000) } });
  expect(boundedErrors(Array<string>(50).fill('a'), verbose)).toMatchObject({ omitted: 47 });
  const huge = () => ({ message: 'a', extensions: { fields: 'x'.repeat(100_000) } });
  expect(boundedErrors(['a', 'b'], huge)).toMatchObject({ omitted: 1 });
});
