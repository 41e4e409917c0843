import { expect, it } from 'vitest';
import { currentOperation } from './current-operation.ts';

it.each([
  ['query Now { a }', 'Now'],
  ['{ a }', null],
  ['fragment F on Query { a } query Now { ...F }', 'Now'],
  ['query One { a } query Two { a }', 'Before'],
  ['query Now {', 'Before'],
])('runs of %j the operation %j', (query, name) => {
  expect(currentOperation({ query, operationName: 'Before' }).params.operationName).toBe(name);
});
