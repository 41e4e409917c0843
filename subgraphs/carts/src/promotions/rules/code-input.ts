import { optionalText, readInput, refusal, tidyCode, type ReadInput } from '@cartwright/input';
import { z } from 'zod';
import { idOf, wholeNumber } from './input-parts.ts';

/** The most codes that are made at once from a pattern. */
export const mostGenerated = 10_000;
const mostGiven = 250;
const mostUses = 1_000_000_000;
const lengths = { least: 6, most: 20 };
/** Letters and digits that nobody takes for one another, read or heard of: no 0 and O, 1, I and L, U and V. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTWXYZ';

/** A code in the one form in which codes are kept and compared. */
export function codeKey(code: string): string {
  return tidyCode(code).toUpperCase();
}

const code = z
  .string()
  .transform(codeKey)
  .refine(
    (key) => /^[A-Z0-9_-]{1,40}$/u.test(key),
    refusal('INVALID_CHARACTERS', 'Please use letters from A to Z, digits, - and _, 40 together at most.'),
  );

const usageLimit = wholeNumber(1, mostUses)
  .nullish()
  .transform((given) => given ?? null);

const newCode = z.object({
  code,
  customerId: idOf('customers')
    .nullish()
    .transform((given) => given ?? null),
  usageLimit,
});

/** A code that may be made. */
export interface CheckedCode {
  readonly code: string;
  readonly customerId: string | null;
  readonly usageLimit: number | null;
}

/** Checks one code of a list. */
export function readCode(given: unknown): ReadInput<CheckedCode> {
  return readInput(newCode, given);
}

const listSchema = z.object({
  codes: z
    .array(z.unknown())
    .refine(
      ({ length }) => length >= 1 && length <= mostGiven,
      refusal('OUT_OF_RANGE', `Please give 1 to ${mostGiven} codes.`),
    ),
  reason: optionalText(500),
});

/** Checks a list of codes, but for the codes themselves. */
export function readCodeList(given: unknown): ReadInput<z.output<typeof listSchema>> {
  return readInput(listSchema, given);
}

const patternSchema = z.object({
  count: wholeNumber(1, mostGenerated),
  prefix: z
    .string()
    .nullish()
    .transform((given) => codeKey(given ?? ''))
    .refine(
      (key) => /^[A-Z0-9_-]{0,20}$/u.test(key),
      refusal('INVALID_CHARACTERS', 'Please use letters from A to Z, digits, - and _, 20 together at most.'),
    ),
  length: wholeNumber(lengths.least, lengths.most).default(10),
  usageLimit,
  reason: optionalText(500),
});

/** How codes are generated. */
export type CodePattern = Pick<z.output<typeof patternSchema>, 'prefix' | 'length'>;

/** Checks how many codes are to be generated, and how. */
export function readPattern(given: unknown): ReadInput<z.output<typeof patternSchema>> {
  return readInput(patternSchema, given);
}

/** Makes codes of a pattern, each another; `pick` gives a whole number from 0 on, below the one that it is given, which nobody can foresee. */
export function makeCodes(
  count: number,
  { prefix, length }: CodePattern,
  pick: (below: number) => number,
): string[] {
  const codes = new Set<string>();
  while (codes.size < count) {
    const characters = Array.from({ length }, () => alphabet.charAt(pick(alphabet.length)));
    codes.add(`${prefix}${characters.join('')}`);
  }
  return [...codes];
}
