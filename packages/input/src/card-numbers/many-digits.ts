import { cardNumbersIn, holdsCardNumber } from './card-numbers.ts';
import { isIssuedEverywhere } from './issuers.ts';

/**
 * What a text may be that has many digits by its nature. Such a text has a rule of its own in place of `holdsCardNumber`,
 * which would take one number in ten for a card's that begins as theirs do:
 * a phone number has 15 digits at most, and none with 14 or 15 begins as those of cards do (ITU-T E.164);
 * a tracking number is taken for a card's only when that is all that it is, of a brand that is known everywhere;
 * a password that is compared with another one is kept nowhere, and must not lock out who has such a one already.
 */
const rules = {
  PHONE_NUMBER: (text) => cardNumbersIn(text).some(isIssuedEverywhere),
  TRACKING_NUMBER: (text) => [text, ...text.split(notInToken)].some(isCardNumberAlone),
  CURRENT_PASSWORD: () => false,
} satisfies Record<string, (text: string) => boolean>;

/** The kinds of text that have many digits. */
export type ManyDigits = keyof typeof rules;

const notInToken = /[^\p{L}\p{N}]+/u;
const letter = /\p{L}/u;
/** No carrier's longest numbers; SSCCs have 18 digits, and many of them begin as Visa's do. */
const maxTokenDigits = 16;

function isCardNumberAlone(text: string): boolean {
  if (letter.test(text)) return false;
  const digits = text.normalize('NFKC').match(/\p{Nd}/gu) ?? [];
  return cardNumbersIn(text).some(
    (number) =>
      number.length === digits.length && digits.length <= maxTokenDigits && isIssuedEverywhere(number),
  );
}

/** Whether a text may be of this kind. */
export function isManyDigits(kind: string): kind is ManyDigits {
  return Object.hasOwn(rules, kind);
}

/** Whether a text must be refused for a card number that it holds, by the rule of its kind where it has one. */
export function mustNotBeKept(text: string, kind?: ManyDigits): boolean {
  return kind === undefined ? holdsCardNumber(text) : rules[kind](text);
}
