import { cardNumbersIn, holdsCardNumber } from './card-numbers.ts';
import { passesLuhn } from './check-digits.ts';
import { digitsIn } from './digits.ts';
import { isIssuedEverywhere } from './issuers.ts';

/**
 * What a text may be that has many digits by its nature. Such a text has a rule of its own in place of `holdsCardNumber`,
 * which would take one number in ten for a card's that begins as theirs do:
 * a phone number has 15 digits at most, and none with 14 or 15 begins as those of cards do (ITU-T E.164);
 * a tracking number is taken for a card's only where no digit more stands beside it, of a brand that is known everywhere; a parcel of
 * 15 digits that begins as American Express's do, and passes Luhn, is refused with them: its own check digit would let one card in ten
 * through;
 * a password that is compared with another one is kept nowhere, and must not lock out who has such a one already.
 */
const rules = {
  PHONE_NUMBER: (text) => cardNumbersIn(text).some(isIssuedEverywhere),
  TRACKING_NUMBER: (text) => !isUpsNumber(text) && text.normalize('NFKC').split(between).some(holdsCardAlone),
  CURRENT_PASSWORD: () => false,
} satisfies Record<string, (text: string) => boolean>;

/** The kinds of text that have many digits. */
export type ManyDigits = keyof typeof rules;

/** What is neither a digit nor stands between the groups of a number. */
const between = /[^\p{Nd}\s.\-‐-―]+/u;
/** No carrier's longest numbers; SSCCs have 18 digits, and many of them begin as Visa's do. */
const maxCardDigits = 16;
/** Diners Club's numbers; what is shorter is in use no more. */
const minCardDigits = 14;

/** Whether some groups of digits, side by side, are a card's number and nothing more. */
function holdsCardAlone(piece: string): boolean {
  const groups = (piece.match(/\p{Nd}+/gu) ?? []).map(asciiDigits);
  return groups.some((_group, from) => beginsCard(groups, from));
}

function beginsCard(groups: readonly string[], from: number): boolean {
  let digits = '';
  for (let next = from; digits.length <= maxCardDigits && next < groups.length; next++) {
    digits += groups[next] ?? '';
    if (isCardAlone(digits)) return true;
  }
  return false;
}

function asciiDigits(digits: string): string {
  return digitsIn(digits)
    .map(({ value }) => value)
    .join('');
}

function isCardAlone(digits: string): boolean {
  const isLong = digits.length >= minCardDigits && digits.length <= maxCardDigits;
  return isLong && isIssuedEverywhere(digits) && passesLuhn(digits);
}

const upsNumber = /^1Z[0-9A-Z]{15}\d$/;

/** Whether a text is a parcel of UPS, by its check digit: 16 digits may stand behind `1Z`. */
function isUpsNumber(text: string): boolean {
  const compact = text.replaceAll(/\s/g, '').toUpperCase();
  if (!upsNumber.test(compact)) return false;
  const sum = compact
    .slice(2, -1)
    .split('')
    .reduce((total, one, place) => {
      const value = /\d/.test(one) ? Number(one) : (one.charCodeAt(0) - 63) % 10;
      return total + (place % 2 === 0 ? value : 2 * value);
    }, 0);
  return (10 - (sum % 10)) % 10 === Number(compact.at(-1));
}

/** Whether a text may be of this kind. */
export function isManyDigits(kind: string): kind is ManyDigits {
  return Object.hasOwn(rules, kind);
}

/** Whether a text must be refused for a card number that it holds, by the rule of its kind where it has one. */
export function mustNotBeKept(text: string, kind?: ManyDigits): boolean {
  return kind === undefined ? holdsCardNumber(text) : rules[kind](text);
}
