import { isIban, passesGs1, passesLuhn } from './check-digits.ts';
import { digitsIn, type Digit } from './digits.ts';
import { isIssued, isIssuedEverywhere, lengths } from './issuers.ts';

/** A card number in a text: its digits, and where it stands, in UTF-16 units. */
interface Found {
  readonly number: string;
  readonly start: number;
  readonly end: number;
}

/** Of another nature for certain: UUIDs of RFC 9562, and what IBANs look like. */
const uuidForm = String.raw`[\da-f]{8}-[\da-f]{4}-[1-8][\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}`;
const uuid = new RegExp(String.raw`(?<![\da-f])${uuidForm}(?![\da-f])`, 'giu');
const onlyUuid = new RegExp(`^${uuidForm}$`, 'iu');
const uuidLength = 36;
const ibanLike = /(?<![A-Z\d])[A-Z]{2}\d{2}(?: ?[A-Z\d]{4}){2,7}(?: ?[A-Z\d]{1,3})?(?![A-Z\d])/giu;
const [shortest] = lengths;
const longest = Math.max(...lengths);
const numeral = /\p{N}/u;
const percentEncoded = /%[2-7][\da-f]/giu;

/**
 * Whether a text holds the number of a payment card: the first digits and the length of an issuer's, passing Luhn's check,
 * in digits of any script, with blanks, dashes and the like between them, within a longer text or code. It is not one when
 * it is part of a UUID, an IBAN or an EAN.
 */
export function holdsCardNumber(text: string): boolean {
  return cardNumbersIn(text).length > 0;
}

/** The card numbers of a text, each by its digits. */
export function cardNumbersIn(text: string): string[] {
  return hasEnoughDigits(text) ? [...cardNumbersFoundIn(decoded(text))].map(({ number }) => number) : [];
}

/** A text with its card numbers replaced. */
export function withoutCardNumbers(text: string, replacement: string): string {
  if (!hasEnoughDigits(text)) return text;
  let kept = '';
  let from = 0;
  for (const { start, end } of cardNumbersFoundIn(text)) {
    kept += text.slice(from, start) + replacement;
    from = end;
  }
  return kept + text.slice(from);
}

/** Most texts end here: it must cost next to nothing. A character beyond ASCII can stand for two digits. */
function hasEnoughDigits(text: string): boolean {
  if (text.length * 2 < shortest) return false;
  if (text.length === uuidLength && onlyUuid.test(text)) return false; // as most ids are
  let count = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code >= 0x30 && code <= 0x39) count += 1;
    else if (code >= 0x80 && isNumeral(text, index)) count += 2;
  }
  return count >= shortest;
}

function isNumeral(text: string, index: number): boolean {
  return numeral.test(String.fromCodePoint(text.codePointAt(index) ?? 0));
}

function decoded(text: string): string {
  return text.includes('%') ? text.replace(percentEncoded, (one) => decodeURIComponent(one)) : text;
}

function* cardNumbersFoundIn(text: string): Generator<Found> {
  const blanked = text
    .replace(uuid, blank)
    .replace(ibanLike, (one) => (isIban(plain(one)) ? blank(one) : one));
  const digits = digitsIn(blanked);
  let index = 0;
  while (digits.length - index >= shortest) {
    const own = digits.slice(index, index + cardLengthAt(digits, index));
    const [first, last] = [own[0], own.at(-1)];
    if (first !== undefined && last !== undefined)
      yield { number: own.map(({ value }) => value).join(''), start: first.start, end: last.end };
    index += Math.max(own.length, 1);
  }
}

/** As long as it was and without a digit: letters, which nothing is joined across. */
function blank(found: string): string {
  return 'x'.repeat(found.length);
}

function plain(found: string): string {
  return found.replaceAll(' ', '').toUpperCase();
}

/** How many digits from here on are a card number; 0 when none are. */
function cardLengthAt(digits: readonly Digit[], from: number): number {
  const { before = 'text', isPadded = false } = digits[from] ?? {};
  if (before === 'nothing' && !isPadded) return 0;
  const number = joinedFrom(digits, from);
  const isCard = (length: number): boolean => {
    if (number.length < length || !isCardNumber(number.slice(0, length))) return false;
    const rest = restOfRun(digits, from + length);
    return rest === 0 || (!isPadded && isAdded(rest) && isIssuedEverywhere(number.slice(0, length)));
  };
  return lengths.findLast(isCard) ?? groupedLengthAt(digits, from);
}

/** What people write behind a number without a blank: its check digits (3 or 4), its expiry (4), both. */
function isAdded(count: number): boolean {
  return count === 3 || count === 4 || count === 7 || count === 8;
}

function isCardNumber(number: string): boolean {
  return isIssued(number) && passesLuhn(number) && !isTradeItem(number);
}

/** An EAN-13, or an EAN-14 that is no number of a brand that has 14 digits. Visa's numbers of 13 digits are not issued any more. */
function isTradeItem(number: string): boolean {
  const isLong = number.length === 14 && !isIssuedEverywhere(number);
  return (number.length === 13 || isLong) && passesGs1(number);
}

/** The digits from here on with nothing but separators between them, as many as a card number can have. */
function joinedFrom(digits: readonly Digit[], from: number): string {
  let joined = '';
  for (let index = from; index < Math.min(digits.length, from + longest); index++) {
    const digit = digits[index];
    if (digit === undefined || (index > from && digit.before === 'text')) break;
    joined += String(digit.value);
  }
  return joined;
}

/** How many digits follow without anything before them. */
function restOfRun(digits: readonly Digit[], from: number): number {
  let index = from;
  while (digits[index]?.before === 'nothing') index += 1;
  return index - from;
}

/** As cards show them; between groups of just these sizes a few words may stand. */
const groupings = [
  [4, 4, 4, 4],
  [4, 6, 5],
] as const;
const maxWords = 12;

function groupedLengthAt(digits: readonly Digit[], from: number): number {
  for (const sizes of groupings) {
    const length = sizes.reduce((sum, size) => sum + size, 0);
    const own = digits.slice(from, from + length);
    if (!isGrouped(own, sizes) || restOfRun(digits, from + length) > 0) continue;
    const number = own.map(({ value }) => value).join('');
    if (isIssuedEverywhere(number) && passesLuhn(number)) return length;
  }
  return 0;
}

function isGrouped(digits: readonly Digit[], sizes: readonly number[]): boolean {
  let from = 0;
  for (const size of sizes) {
    const first = digits[from];
    if (first === undefined || restOfRun(digits, from + 1) !== size - 1) return false;
    const last = digits[from - 1];
    if (last !== undefined && first.start - last.end > maxWords) return false;
    from += size;
  }
  return true;
}
