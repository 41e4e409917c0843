import { expect, it } from 'vitest';
import { importanceIn, importances, priorityOf } from './importance.ts';

it.each(importances)('is told as a priority and read again: %s', (importance) => {
  expect(importanceIn(priorityOf(importance))).toBe(importance);
});

it.each([undefined, 'u=9', 'u=0, i', ['u=0']])('is of %j what anything is', (header) => {
  expect(importanceIn(header)).toBe('change');
});
