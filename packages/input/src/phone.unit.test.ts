import { expect, it } from 'vitest';
import { z } from 'zod';
import { optionalPhone, phone } from './phone.ts';
import { readInput } from './read-input.ts';

const read = (given: unknown, schema: z.ZodType = phone) => {
  const outcome = readInput(z.object({ given: schema }), { given });
  return outcome.kind === 'valid' ? outcome.value.given : outcome.fields[0]?.code;
};

it.each([
  ['+49 30 123456', '+49 30 123456'],
  ['+49\u00a030\u00a0123456', '+49 30 123456'],
  ['+49\u202f30\u2011123456', '+49 30-123456'],
  ['030 \u2013 123456', '030 - 123456'],
  ['(030) 12.34-56', '(030) 12.34-56'],
  ['+1 555 0100 ext. 42', '+1 555 0100 ext. 42'],
  ['+1 555 0100 x42', '+1 555 0100 x42'],
  ['555-0100 #42', '555-0100 #42'],
  ['\u202a+4930123456\u202c', '+4930123456'],
  ['＋４９ ３０ １２３４５６', '+49 30 123456'],
  ['٠٣٠١٢٣٤٥٦', '030123456'],
  ['12345', '12345'],
])('the phone number %j is kept as %j', (given, kept) => {
  expect(read(given)).toBe(kept);
});

it.each([
  ['call me', 'INVALID_FORMAT'],
  ['1234', 'INVALID_FORMAT'],
  ['call 123456', 'INVALID_FORMAT'],
  ['+49 30 123456 now', 'INVALID_FORMAT'],
  ['++49 30 123456', 'INVALID_FORMAT'],
  ['1'.repeat(18), 'INVALID_FORMAT'],
  ['1'.repeat(51), 'TOO_LONG'],
  ['12345\0', 'INVALID_CHARACTERS'],
  ['', 'REQUIRED'],
])('%j is none', (given, fault) => {
  expect(read(given)).toBe(fault);
});

it.each([null, undefined, '', '\u00a0'])('may be left out as %j where it is optional', (given) => {
  expect(read(given, optionalPhone)).toBeNull();
});
