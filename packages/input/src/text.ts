import { isStorable, isVisible, lengthOf, tidyCode, tidyLine, tidyText } from './characters.ts';
import { Fault } from './fault.ts';
import { field, optional, type FieldReader } from './field.ts';

const lineBreak = /[\n\r\u0085\u2028\u2029]/u;
const controlCharacter = /\p{Cc}/u;

/** The faults of text that stand before any other rule; shared by all readers. */
export const textFaults = {
  required: new Fault('REQUIRED', 'Please fill this in.'),
  unstorable: new Fault('INVALID_CHARACTERS', 'Please remove characters that are not text.'),
  severalLines: new Fault('INVALID_CHARACTERS', 'Please write this on one line.'),
  tooLong: (max: number) => new Fault('TOO_LONG', `Please use at most ${max} characters.`),
} as const;

/** One line of text of 1 to `max` characters, tidied (`tidyLine`); control characters are refused. */
export function text(max: number) {
  return field(lineReader(tidyLine, max));
}

/** `text` that may be left empty; null then. */
export function optionalText(max: number) {
  return field(optional(lineReader(tidyLine, max)));
}

/** Text of 1 to `max` characters on any number of lines, tidied (`tidyText`). */
export function multilineText(max: number) {
  return field(linesReader(max));
}

/** `multilineText` that may be left empty; null then. */
export function optionalMultilineText(max: number) {
  return field(optional(linesReader(max)));
}

/** Reads any number of lines of 1 to `max` characters together. */
export function linesReader(max: number): FieldReader<string> {
  return (given) => {
    if (given === null) return textFaults.required;
    if (!isStorable(given)) return textFaults.unstorable;
    const tidied = tidyText(given);
    if (!isVisible(tidied)) return textFaults.required;
    if (controlCharacter.test(tidied.replaceAll('\n', ''))) return textFaults.unstorable;
    return lengthOf(tidied) > max ? textFaults.tooLong(max) : tidied;
  };
}

/** A code of 1 to `max` characters as typed on a plain keyboard (`tidyCode`): a postal code, an order number. */
export function code(max: number) {
  return field(lineReader(tidyCode, max));
}

/** `code` that may be left empty; null then. */
export function optionalCode(max: number) {
  return field(optional(lineReader(tidyCode, max)));
}

/** Reads one line in the form that `tidy` gives it. */
export function lineReader(tidy: (given: string) => string, max: number): FieldReader<string> {
  return (given) => {
    if (given === null) return textFaults.required;
    if (!isStorable(given)) return textFaults.unstorable;
    const tidied = tidy(given);
    if (!isVisible(tidied)) return textFaults.required;
    if (lineBreak.test(tidied)) return textFaults.severalLines;
    if (controlCharacter.test(tidied)) return textFaults.unstorable;
    return lengthOf(tidied) > max ? textFaults.tooLong(max) : tidied;
  };
}
