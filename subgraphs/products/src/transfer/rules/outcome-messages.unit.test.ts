import { expect, it } from 'vitest';
import { messagesOf } from './outcome-messages.ts';

it.each([
  [{ kind: 'attributes-missing', keys: ['material', 'chest'] }, /: material, chest\.$/],
  [{ kind: 'sku-taken', skus: ['A', 'B'] }, /: A, B\.$/],
  [{ kind: 'changed-meanwhile', version: 2 }, /: changed meanwhile\.$/],
])('%j is told in a sentence', (outcome, message) => {
  expect(messagesOf(outcome)).toEqual([expect.stringMatching(message)]);
});
