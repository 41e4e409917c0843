import tlds from 'tlds' with { type: 'json' };
import { refusal } from './fault.ts';
import { optionalText, text } from './text.ts';

/** What is drawn like the signs of an address, or read as them (RFC 3490, 3.1: three of these dots). */
const lookalikes: readonly (readonly [sign: string, likeIt: RegExp])[] = [
  ['.', /[\u3002\u2024\u06d4\u0701\u0702\ua4f8\ua60e]/gu],
  ['/', /[\u2044\u2215\u29f8\u2571\u3033]/gu],
  [':', /[\u02d0\u0589\u05c3\u2236\ua789]/gu],
];
/** Cyrillic and Greek letters that are drawn as Latin ones. */
const latin = new Map(
  Array.from('аaвbсcеeіiјjкkмmоoрpѕsтtуyхxοoαaνvτtρp'.matchAll(/(.)(.)/gu), ([, given = '', like = '']) => [
    given,
    like,
  ]),
);
/** Those of RFC 2606 and RFC 6761 and the like are nobody's, but look like an address all the same. */
const reserved = ['example', 'test', 'invalid', 'localhost', 'local', 'internal', 'onion', 'alt'];
const topLevels: ReadonlySet<string> = new Set([...tlds, ...reserved]);

const unseen = /\p{Default_Ignorable_Code_Point}/gu;
const scheme = /:\/\/|^\/\/|\shttps?|^https?|h(?:tt|xx)ps?\s?:|\b(?:mailto|javascript|data|ftp|sms|tel):/u;
const path = /\p{L}\.\p{L}{2,}\//u;
const webHost = /(?<![\p{L}\p{N}])www\d?\./u;
const emailAddress = /\S@\S/u;
const ipAddress = /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])/u;
/** Each dot that joins two words, with the word behind it. */
const joinedWord = /[\p{L}\p{N}]-*\.(?=(\p{L}[\p{L}\p{M}\p{N}-]*))/gu;
/** Initials and a firm's form, titles, and streets of Italy, Spain and France: nobody reads these as addresses. */
const abbreviation = new RegExp(
  String.raw`(?<![\p{L}\p{N}.])(?:${[
    String.raw`(?:\p{L}\.){2,}(?:ag|box|co|gmbh|inc|kg|llc|ltd|sa)`,
    ...['co\\.kg', 'dipl\\.ing', 'dr\\.ing', 'dr\\.med', 'hs\\.nr', 'c\\.so', 'n\\.ro', 'p\\.za'],
    String.raw`(?:av|avda|bd|c|pl|pza|r)\.(?:de|la)`,
  ].join('|')})(?![\p{L}\p{N}:/?#-]|\.\p{L})`,
  'gu',
);

/**
 * Whether a text holds what mail programs and people take for a link or an e-mail address: a scheme, `www.`, an `@`, an
 * address of the Internet Protocol, or a dot between a word and a top-level domain, with all that looks like these signs.
 */
export function holdsLink(given: string): boolean {
  const plain = lookalikes.reduce(
    (plain, [sign, likeIt]) => plain.replace(likeIt, sign),
    given.normalize('NFKC').replace(unseen, '').toLowerCase(),
  );
  if ([scheme, webHost, path, emailAddress, ipAddress].some((one) => one.test(plain))) return true;
  const words = plain.replace(abbreviation, '');
  return words.matchAll(joinedWord).some(([, word = '']) => isTopLevel(word));
}

function isTopLevel(word: string): boolean {
  const read = word.replace(/./gu, (letter) => latin.get(letter) ?? letter);
  return topLevels.has(word) || topLevels.has(read) || word.startsWith('xn--');
}

const noLink = refusal(
  'INVALID_VALUE',
  'Please leave out web and e-mail addresses, and put a blank behind a dot.',
);
const holdsNone = (given: string | null): boolean => given === null || !holdsLink(given);

/**
 * A name of 1 to `max` characters, or another line that is mailed to whoever is named beside it: `text` without a link, as anybody
 * can give somebody else's address and must not choose what that person is sent to.
 */
export function name(max: number) {
  return text(max).refine(holdsNone, noLink);
}

/** `name` that may be left empty; null then. */
export function optionalName(max: number) {
  return optionalText(max).refine(holdsNone, noLink);
}
