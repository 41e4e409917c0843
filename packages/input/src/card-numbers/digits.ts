/** A digit of a text, however it was written. */
export interface Digit {
  readonly value: number;
  /** Where its character begins and ends in the text, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
  /** What stands between it and the digit before: nothing, a few characters that are no letters, or more than that. */
  readonly before: 'nothing' | 'separators' | 'text';
  /** Whether it is behind zeros, and they are all that it is joined to. */
  readonly isPadded: boolean;
}

/** How many characters may stand between two digits of one number; blanks in a row count once. */
const maxSeparators = 5;
const numeral = /\p{N}/u;
const letter = /\p{L}/u;
const blank = /\s|\p{Z}|\u2800/u;
/** What shows nothing, and what is drawn over the digit before it, as in a keycap. */
const unseen = /[\p{M}\p{Cf}\p{Default_Ignorable_Code_Point}]/u;
const decimalDigit = /\p{Nd}/u;

/** Every digit of a text: those of all scripts and widths, circled, raised and styled ones too. */
export function digitsIn(text: string): Digit[] {
  const digits: Digit[] = [];
  let separators = 0;
  let isAfterBlank = false;
  let start = 0;
  for (const character of text) {
    const end = start + character.length;
    const values = valuesOf(character);
    for (const value of values) {
      digits.push({ value, start, end, ...placeBehind(digits.at(-1), separators) });
      separators = 0;
    }
    if (values.length > 0) isAfterBlank = false;
    else if (isLetter(character)) separators = Infinity;
    else if (!isUnseen(character)) {
      const isBlank = blank.test(character);
      if (!isBlank || !isAfterBlank) separators += 1;
      isAfterBlank = isBlank;
    }
    start = end;
  }
  return digits;
}

function placeBehind(last: Digit | undefined, separators: number): Pick<Digit, 'before' | 'isPadded'> {
  if (last === undefined || separators > maxSeparators) return { before: 'text', isPadded: false };
  if (separators > 0) return { before: 'separators', isPadded: false };
  return { before: 'nothing', isPadded: last.value === 0 && (last.isPadded || last.before !== 'nothing') };
}

const none: readonly number[] = [];
const single = Array.from({ length: 10 }, (_none, value) => [value]);

function valuesOf(character: string): readonly number[] {
  const code = character.charCodeAt(0);
  if (code < 0x80) return (code >= 0x30 && code <= 0x39 ? single[code - 0x30] : undefined) ?? none;
  if (!numeral.test(character)) return none;
  return Array.from(character.normalize('NFKC'))
    .filter((one) => decimalDigit.test(one))
    .map(valueOf);
}

/** Unicode has the ten digits of each script one behind the other, from zero on. */
function valueOf(digit: string): number {
  const point = digit.codePointAt(0) ?? 0;
  let zero = point;
  while (decimalDigit.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return (point - zero) % 10;
}

function isLetter(character: string): boolean {
  const code = character.charCodeAt(0) | 0x20;
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x80 && letter.test(character));
}

function isUnseen(character: string): boolean {
  return character.charCodeAt(0) >= 0x80 && unseen.test(character);
}
