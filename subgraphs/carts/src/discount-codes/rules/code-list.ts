import {
  invalidField,
  invalidInput,
  isStorable,
  lengthOf,
  tidyCode,
  type ReadInput,
} from '@cartwright/input';
import { maxCodes } from '../../cart/door.ts';

const longest = 100;

/** Codes as they are kept: tidied, each once in any case, blank ones left out. */
export function readCodeList(given: readonly string[]): ReadInput<readonly string[]> {
  const codes = new Map<string, string>();
  for (const [index, text] of given.entries()) {
    const path = ['discountCodes', String(index)];
    if (!isStorable(text))
      return invalidInput(
        invalidField(path, 'INVALID_CHARACTERS', 'Please remove characters that are not text.'),
      );
    const code = tidyCode(text);
    if (lengthOf(code) > longest)
      return invalidInput(invalidField(path, 'TOO_LONG', `Please use at most ${longest} characters.`));
    const key = code.toUpperCase();
    if (code !== '' && !codes.has(key)) codes.set(key, code);
  }
  if (codes.size > maxCodes)
    return invalidInput(
      invalidField(['discountCodes'], 'TOO_LONG', `Please give at most ${maxCodes} codes.`),
    );
  return { kind: 'valid', value: [...codes.values()] };
}
