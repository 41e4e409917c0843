import type { IndexedSettings } from './indexed-settings.ts';
import {
  asTyped,
  maxOthers,
  maxPhraseWords,
  phrasesIn,
  type PlacedPhrase,
  type RewrittenQuery,
} from './rewrite-query.ts';
import { keyOf, tokensOf, withoutStopWords } from './words-of.ts';

type Phrase = RewrittenQuery['synonyms'][number];

/** What somebody is still typing, as staff want it to be read. */
export interface RewrittenUnfinished {
  /** As typed, without stop words. */
  readonly text: string;
  /** Phrases before the end, and what is found by each as well. */
  readonly synonyms: readonly Phrase[];
  /** Likewise what stands at the end, which may be the beginning of a phrase; null where it is of none. */
  readonly ending: Phrase | null;
  /** The text, and then the text with one phrase in the place of another: what names are compared with. */
  readonly readings: readonly string[];
}

/** One or two letters begin too much. */
const shortestBeginning = 3;

/** Reads by the settings what is still being typed: its last word is no stop word yet, for it may become another. */
export function rewriteUnfinished(
  typed: string,
  { stopWords, synonyms }: Pick<IndexedSettings, 'stopWords' | 'synonyms'>,
): RewrittenUnfinished {
  const tokens = tokensOf(typed);
  const isStopWord = (token: string, at: number) =>
    stopWords.has(keyOf(token)) && (at < tokens.length - 1 || /\s$/u.test(typed));
  const kept = withoutStopWords(tokens, isStopWord);
  const text = kept.length < tokens.length ? kept.join(' ') : typed;
  const ending = endingOf(kept, synonyms);
  const inside = phrasesIn(kept.slice(0, ending?.at ?? kept.length - 1), synonyms);
  return {
    text,
    synonyms: inside.map((phrase) => asTyped(kept, phrase)),
    ending: ending && asTyped(kept, ending),
    readings: [text, ...readingsWith(kept, ending === null ? inside : [ending, ...inside])],
  };
}

/** The most words at the end of a text that are a phrase, or begin one. */
function endingOf(tokens: readonly string[], synonyms: IndexedSettings['synonyms']): PlacedPhrase | null {
  if (synonyms.size === 0) return null;
  for (let size = Math.min(maxPhraseWords, tokens.length); size > 0; size -= 1) {
    const at = tokens.length - size;
    const key = keyOf(tokens.slice(at).join(' '));
    const others = [...(synonyms.get(key) ?? begunBy(key, synonyms))];
    if (others.length > 0) return { at, size, others: others.slice(0, maxOthers) };
  }
  return null;
}

/** What the phrases stand for that a text begins. */
function begunBy(beginning: string, synonyms: IndexedSettings['synonyms']): Set<string> {
  if (beginning.length < shortestBeginning) return new Set();
  return new Set(
    [...synonyms].flatMap(([phrase, others]) => (phrase.startsWith(beginning) ? [...others] : [])),
  );
}

function readingsWith(tokens: readonly string[], phrases: readonly PlacedPhrase[]): string[] {
  const replaced = phrases.flatMap(({ at, size, others }) =>
    others.map((other) => tokens.toSpliced(at, size, other).join(' ')),
  );
  return replaced.slice(0, maxOthers);
}
