import { readInput } from '@cartwright/input';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { countryCodes } from './country-codes.ts';
import { formatAddress } from './format-address.ts';
import { formFields } from './form-fields.ts';
import { postalAddress } from './postal-address.ts';

const anyText = fc.option(
  fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('\ud83d', 'a\0', '\u200b', '１２３', ' x\u00a0', '10115', 'SW1A 1AA', 'CA', '東京都'),
  ),
  { nil: null },
);
const anything = fc.record({
  firstName: anyText,
  lastName: anyText,
  company: anyText,
  line1: anyText,
  line2: anyText,
  city: anyText,
  region: anyText,
  postalCode: anyText,
  countryCode: fc.oneof(fc.constantFrom(...countryCodes), anyText),
  phone: anyText,
});
/** An address that is right but for what is in doubt. */
const nearlyRight = fc.tuple(fc.constantFrom(...countryCodes), anything).map(([countryCode, given]) => {
  const examples = formFields(countryCode).map(({ name, required, example, options }) => [
    name,
    required ? (example ?? options?.[0]?.value ?? 'Any') : given[name],
  ]);
  return { ...(Object.fromEntries(examples) as typeof given), countryCode };
});

const read = (address: unknown) => readInput(z.object({ address: postalAddress }), { address });

it('whatever is typed is an address or has its fields named, and never half of either', () => {
  fc.assert(
    fc.property(anything, (given) => {
      const outcome = read(given);
      if (outcome.kind === 'valid') return;
      expect(outcome.fields.length).toBeGreaterThan(0);
      const names = outcome.fields.map(({ path }) => path.join('.'));
      expect(new Set(names).size).toBe(names.length);
      for (const name of names) expect(Object.keys(given)).toContain(name.replace('address.', ''));
    }),
  );
});

it('an address reads as itself, can be stored, and is written on lines with its name and street', () => {
  let valid = 0;
  fc.assert(
    fc.property(nearlyRight, (given) => {
      const outcome = read(given);
      if (outcome.kind !== 'valid') return;
      const { address } = outcome.value;
      valid++;
      expect(read(address)).toEqual(outcome);
      expect(JSON.stringify(address)).not.toMatch(/\\u0000|\\ud[89a-f]/);
      const lines = formatAddress(address);
      expect(lines.join('\n')).toContain(address.firstName);
      expect(lines.join('\n')).toContain(address.line1);
      for (const line of lines) expect(line).toMatch(/^\S(.*\S)?$/u);
    }),
    { numRuns: 1000 },
  );
  expect(valid).toBeGreaterThan(100);
});
