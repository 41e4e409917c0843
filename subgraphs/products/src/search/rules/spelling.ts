import { isEverydayWord } from '@cartwright/languages/everyday-words';
import { editDistance } from './edit-distance.ts';

/** A word that the catalogue uses, and how many products use it. */
export interface KnownWord {
  readonly word: string;
  /** What products hold of it. */
  readonly lexeme: string;
  readonly products: number;
}

/** How many slips of the finger a word of that length may hold: a short one would become any other. */
function toleratedEdits(length: number): number {
  if (length < 4) return 0;
  return length < 6 ? 1 : 2;
}

/**
 * The word that was probably meant: the nearest within tolerance; of two the one that begins alike, then the commoner.
 * Null when none is near enough, and for what is no slip: an everyday word, or one with a digit.
 */
export function closestWord(typed: string, candidates: readonly KnownWord[]): KnownWord | null {
  return nearest(candidates, typed, ({ word }) => editDistance(typed, word));
}

/** Like `closestWord` for a word that is still being typed: what is missing at its end is no mistake. */
export function closestBeginning(typed: string, candidates: readonly KnownWord[]): KnownWord | null {
  return nearest(candidates, typed, ({ word }) => {
    const lengths = [typed.length - 1, typed.length, typed.length + 1];
    return Math.min(...lengths.map((length) => editDistance(typed, word.slice(0, length))));
  });
}

/** Whether a word is no slip, though no product has it. */
export function isMeant(typed: string): boolean {
  return /\d/.test(typed) || isEverydayWord(typed);
}

function nearest(
  candidates: readonly KnownWord[],
  typed: string,
  distanceOf: (candidate: KnownWord) => number,
): KnownWord | null {
  if (isMeant(typed)) return null;
  const best = candidates
    .filter(({ word }) => !/\d/.test(word))
    .map((candidate) => ({
      ...candidate,
      distance: distanceOf(candidate),
      start: Number(candidate.word[0] !== typed[0]),
    }))
    .filter(({ distance }) => distance <= toleratedEdits(typed.length))
    .sort((a, b) => a.distance - b.distance || a.start - b.start || b.products - a.products);
  return best[0] ?? null;
}
