import { expect, it } from 'vitest';
import { z } from 'zod';
import { email } from './email.ts';
import { refusal } from './fault.ts';
import { invalidInputError } from './invalid-input-error.ts';
import { readInput, within } from './read-input.ts';
import { optionalText, text } from './text.ts';

const schema = z.object({
  email,
  address: z.object({ city: text(10), company: optionalText(10) }),
  lines: z.array(z.object({ quantity: z.int().min(1).max(99) })).max(2),
  code: text(10).refine(
    (code) => code === 'known',
    refusal('INVALID_VALUE', 'Please choose one of the list.'),
  ),
});

it('gives the input in its tidied form', () => {
  const input = { email: 'A@Example.com', address: { city: ' Rome ' }, lines: [], code: 'known' };
  expect(readInput(schema, input)).toEqual({
    kind: 'valid',
    value: { email: 'a@example.com', address: { city: 'Rome', company: null }, lines: [], code: 'known' },
  });
});

it('names every field at fault, each once, with its code', () => {
  const input = { address: { city: 'x\0' }, lines: [{ quantity: 1 }, { quantity: 0 }], code: 'unknown' };
  const read = readInput(schema, input);
  expect(
    read.kind === 'invalid-input' && read.fields.map(({ path, code }) => [path.join('.'), code]),
  ).toEqual([
    ['email', 'REQUIRED'],
    ['address.city', 'INVALID_CHARACTERS'],
    ['lines.1.quantity', 'OUT_OF_RANGE'],
    ['code', 'INVALID_VALUE'],
  ]);
  const tooMany = readInput(schema, { ...input, lines: [1, 2, 3].map((quantity) => ({ quantity })) });
  expect(tooMany.kind === 'invalid-input' && tooMany.fields).toContainEqual(
    expect.objectContaining({ path: ['lines'], code: 'TOO_LONG' }),
  );
});

it('answers with one error for all of them', () => {
  const read = readInput(z.object({ city: text(10) }), {});
  const fields = read.kind === 'invalid-input' ? within(['shippingAddress'], read.fields) : [];
  expect(invalidInputError(fields)).toEqual({
    __typename: 'InvalidInputError',
    message: 'Please check what you entered: shippingAddress.city.',
    fields: [{ path: ['shippingAddress', 'city'], message: 'Please fill this in.', code: 'REQUIRED' }],
  });
});
