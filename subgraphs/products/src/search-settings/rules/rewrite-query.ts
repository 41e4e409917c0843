import type { IndexedSettings } from './indexed-settings.ts';
import { keyOf, tokensOf, withoutStopWords } from './words-of.ts';

/** A query as staff want it to be read. */
export interface RewrittenQuery {
  /** As typed, without stop words. */
  readonly text: string;
  /** Phrases of the text, and what is found by each as well. */
  readonly synonyms: readonly { readonly phrase: string; readonly others: readonly string[] }[];
  /** Ids of the products that come first, in this order. */
  readonly pinned: readonly string[];
}

/** No phrase has more words. */
export const maxPhraseWords = 4;
/** Each of them is looked up: more would cost too much. */
const maxPhrases = 3;
/** How many phrases those of one query stand for together. */
export const maxOthers = 12;

/** Reads a query by the settings, before any engine sees it; words that are to be searched for AS_TYPED stay as they are. */
export function rewriteQuery(
  typed: string,
  spelling: 'CORRECTED' | 'AS_TYPED',
  { stopWords, synonyms, pins }: IndexedSettings,
): RewrittenQuery {
  if (spelling === 'AS_TYPED') return { text: typed, synonyms: [], pinned: [] };
  const text = withoutWords(typed, stopWords);
  const tokens = tokensOf(text);
  const found = phrasesIn(tokens, synonyms).map((phrase) => asTyped(tokens, phrase));
  return { text, synonyms: found, pinned: pins.get(keyOf(typed)) ?? [] };
}

function withoutWords(typed: string, stopWords: ReadonlySet<string>): string {
  if (stopWords.size === 0) return typed;
  const tokens = tokensOf(typed);
  const kept = withoutStopWords(tokens, (token) => stopWords.has(keyOf(token)));
  return kept.length === tokens.length ? typed : kept.join(' ');
}

/** A phrase of some tokens that stands for others, and where it is. */
export interface PlacedPhrase {
  readonly at: number;
  /** How many tokens it has. */
  readonly size: number;
  readonly others: readonly string[];
}

/** The phrases of a text that stand for others, from its beginning on, the longest first, none of which has words of another. */
export function phrasesIn(tokens: readonly string[], synonyms: IndexedSettings['synonyms']): PlacedPhrase[] {
  if (synonyms.size === 0) return [];
  const found: PlacedPhrase[] = [];
  let left = maxOthers;
  for (let at = 0; at < tokens.length && found.length < maxPhrases && left > 0;) {
    const { size, others } = longestAt(tokens, at, synonyms);
    const looked = [...others].slice(0, left);
    if (looked.length > 0) found.push({ at, size, others: looked });
    left -= looked.length;
    at += size;
  }
  return found;
}

/** A phrase as it was typed. */
export function asTyped(
  tokens: readonly string[],
  { at, size, others }: PlacedPhrase,
): RewrittenQuery['synonyms'][number] {
  return { phrase: tokens.slice(at, at + size).join(' '), others };
}

function longestAt(
  tokens: readonly string[],
  at: number,
  synonyms: IndexedSettings['synonyms'],
): { readonly size: number; readonly others: Iterable<string> } {
  for (let size = Math.min(maxPhraseWords, tokens.length - at); size > 0; size -= 1) {
    const others = synonyms.get(keyOf(tokens.slice(at, at + size).join(' ')));
    if (others !== undefined) return { size, others };
  }
  return { size: 1, others: [] };
}
