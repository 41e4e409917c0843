import { editDistance } from './edit-distance.ts';

/** A word that the catalogue uses, and how many products use it. */
export interface KnownWord {
  readonly word: string;
  readonly products: number;
}

/** How many slips of the finger a word of that length may hold. */
function toleratedEdits(length: number): number {
  if (length < 3) return 0;
  return length < 6 ? 1 : 2;
}

/**
 * The word that was probably meant: the nearest within tolerance; of two the one that begins alike, then
 * the commoner; null when none is near enough.
 */
export function closestWord(typed: string, candidates: readonly KnownWord[]): string | null {
  return nearest(candidates, typed, ({ word }) => editDistance(typed, word));
}

/** Like `closestWord` for a word that is still being typed: what is missing at its end is no mistake. */
export function closestBeginning(typed: string, candidates: readonly KnownWord[]): string | null {
  return nearest(candidates, typed, ({ word }) => {
    const lengths = [typed.length - 1, typed.length, typed.length + 1];
    return Math.min(...lengths.map((length) => editDistance(typed, word.slice(0, length))));
  });
}

function nearest(
  candidates: readonly KnownWord[],
  typed: string,
  distanceOf: (candidate: KnownWord) => number,
): string | null {
  const best = candidates
    .map((candidate) => ({
      ...candidate,
      distance: distanceOf(candidate),
      start: Number(candidate.word[0] !== typed[0]),
    }))
    .filter(({ distance }) => distance <= toleratedEdits(typed.length))
    .sort((a, b) => a.distance - b.distance || a.start - b.start || b.products - a.products);
  return best[0]?.word ?? null;
}
