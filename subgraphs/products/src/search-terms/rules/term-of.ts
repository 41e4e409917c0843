const mostCharacters = 60;
const mostWords = 8;
/** Codes have fewer digits; numbers of telephones, cards and accounts have as many or more. */
const mostDigits = 6;

/** Digits of any script, with nothing but blanks and signs between them. */
const digitRuns = /\p{Nd}(?:[^\p{L}\p{Nd}]*\p{Nd})*/gu;

/**
 * What is counted of a text that somebody searched for: in lower case, without blanks that say nothing; null for what is not worth it, and
 * for what may be about somebody.
 */
export function termOf(typed: string): string | null {
  const term = typed.normalize('NFC').toLowerCase().replace(/\s+/gu, ' ').trim();
  const isSayable = /[\p{L}\p{N}]/u.test(term) && !/\p{C}/u.test(term);
  const isShort = term.length <= mostCharacters && term.split(' ').length <= mostWords;
  return isSayable && isShort && !mayBeOfSomebody(term) ? term : null;
}

/** Whether a text looks like an address of e-mail or of a page, or like the number of a telephone, a card or an account. */
function mayBeOfSomebody(term: string): boolean {
  const plain = term.normalize('NFKC');
  if (/@|\(at\)|\[at\]|:\/\/|\bwww\./u.test(plain)) return true;
  const digits = (plain.match(digitRuns) ?? []).map((run) => run.replace(/\P{Nd}/gu, '').length);
  return digits.some((count) => count > mostDigits);
}
