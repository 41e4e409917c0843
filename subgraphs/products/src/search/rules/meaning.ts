import { closestWord, isMeant, type KnownWord } from './spelling.ts';
import { quoted, type Term, type TypedText } from './typed-text.ts';

/** How a typed word was taken. */
export type Reading = 'AS_TYPED' | 'BEGINNING' | 'CORRECTED' | 'LEFT_OUT';

/** What a typed word was taken for. */
export interface Meaning {
  readonly typed: string;
  readonly reading: Reading;
  /** What was searched for; several for a beginning, none for what was left out. */
  readonly searchedFor: readonly string[];
  /** Expressions of a `tsquery`, of which a product must fit one; none for what was left out. */
  readonly alternatives: readonly string[];
}

/** A typed word that no product uses, with what it may stand for. */
export interface UnknownWord {
  readonly word: string;
  /** What begins with it, the commonest first. */
  readonly completions: readonly KnownWord[];
  /** What looks like it; none when something begins with it. */
  readonly candidates: readonly KnownWord[];
  /** Two words that are it when they are written together, the commonest first; none when something begins with it. */
  readonly pairs: readonly (readonly [KnownWord, KnownWord])[];
}

/** Finds the word that an unknown one is a slip for; null when none looks like it. */
type Closest = (word: string, candidates: readonly KnownWord[]) => KnownWord | null;

/** The words of some terms that have to be looked up, those of their parts too. */
export function unknownWordsOf(terms: readonly Term[]): string[] {
  return terms
    .filter(({ alternatives }) => alternatives.length === 0)
    .flatMap(({ word, parts }) => [word, ...unknownWordsOf(parts)]);
}

/**
 * What a term means: itself if it is known; else what begins with it; else its parts; else the word that it is a slip for,
 * or the two that were written together; else nothing.
 */
export function meaningsOf(
  term: Term,
  unknown: ReadonlyMap<string, UnknownWord>,
  closest: Closest = closestWord,
): Meaning[] {
  const { typed, word, alternatives, parts } = term;
  if (alternatives.length > 0)
    return [{ typed, reading: 'AS_TYPED', searchedFor: searchedForAsTyped(term), alternatives }];
  const { completions = [], candidates = [], pairs = [] } = unknown.get(word) ?? {};
  if (completions.length > 0 && isBeginning(word)) return [beginningOf(typed, completions)];
  if (parts.length > 0) return parts.flatMap((part) => meaningsOf(part, unknown, closest));
  const corrected = closest(word, candidates);
  if (corrected !== null) return [correctedTo(typed, [corrected])];
  return [pairs[0] === undefined || isMeant(word) ? leftOut(typed) : correctedTo(typed, pairs[0])];
}

/** What a term that is taken as it was typed was searched for: itself, and what it stands for besides. */
export function searchedForAsTyped({ typed, synonyms = [] }: Term): string[] {
  return [typed, ...synonyms];
}

function correctedTo(typed: string, words: readonly KnownWord[]): Meaning {
  const alternatives = [`(${words.map(({ lexeme }) => quoted(lexeme)).join(' & ')})`];
  const searchedFor = [words.map(({ word }) => word).join(' ')];
  return { typed, reading: 'CORRECTED', searchedFor, alternatives };
}

function leftOut(typed: string): Meaning {
  return { typed, reading: 'LEFT_OUT', searchedFor: [], alternatives: [] };
}

/** One or two letters begin too much, and a number is no beginning of another. */
function isBeginning(word: string): boolean {
  return word.length > 2 && !/^\d+$/.test(word);
}

function beginningOf(typed: string, completions: readonly KnownWord[]): Meaning {
  const lexemes = new Set(completions.map(({ lexeme }) => lexeme));
  const searchedFor = [...new Set(completions.map(({ word }) => word))];
  return { typed, reading: 'BEGINNING', searchedFor, alternatives: [...lexemes].map(quoted) };
}

/** A text with some of its words replaced. */
export function replaceWords({ runs }: TypedText, replacements: ReadonlyMap<string, string>): string {
  return runs
    .map(({ text, parts }) => {
      const replaced = replacements.get(text);
      if (replaced !== undefined) return replaced;
      let done = '';
      let rest = text;
      for (const { word } of parts) {
        const at = rest.indexOf(word);
        if (at < 0) continue;
        done += rest.slice(0, at) + (replacements.get(word) ?? word);
        rest = rest.slice(at + word.length);
      }
      return done + rest;
    })
    .filter((text) => text !== '')
    .join(' ');
}

/** The words that were corrected, with what they became. */
export function correctionsOf(meanings: readonly Meaning[]): Map<string, string> {
  return new Map(
    meanings.flatMap(({ typed, reading, searchedFor: [word] }) =>
      reading === 'CORRECTED' && word !== undefined ? [[typed, word] as const] : [],
    ),
  );
}

/** The beginnings that lack one letter of the commonest word that they begin: probably that was meant, unless they are words. */
export function finishedWordsOf(meanings: readonly Meaning[]): Map<string, string> {
  return new Map(
    meanings.flatMap(({ typed, reading, searchedFor: [commonest] }) =>
      reading === 'BEGINNING' && !isMeant(typed) && commonest?.length === typed.length + 1
        ? [[typed, commonest] as const]
        : [],
    ),
  );
}

/** What was searched for, in words: the text with its corrections; when something was left out, the words that were not. */
export function searchedForIn(typed: TypedText, meanings: readonly Meaning[]): string {
  if (meanings.every(({ reading }) => reading !== 'LEFT_OUT'))
    return replaceWords(typed, correctionsOf(meanings));
  return meanings
    .filter(({ reading }) => reading !== 'LEFT_OUT')
    .map(({ typed: word, reading, searchedFor }) => (reading === 'CORRECTED' ? searchedFor[0] : word))
    .join(' ');
}
