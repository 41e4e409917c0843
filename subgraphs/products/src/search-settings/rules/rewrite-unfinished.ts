import type { IndexedSettings } from './indexed-settings.ts';
import { maxOthers, maxPhraseWords, synonymsIn, tokensOf, type RewrittenQuery } from './rewrite-query.ts';
import { keyOf } from './words-of.ts';

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
  const said = tokens.filter((token, at) => !isStopWord(token, at));
  const isLess = said.length < tokens.length && keyOf(said.join(' ')) !== '';
  const kept = isLess ? said : tokens;
  const text = isLess ? kept.join(' ') : typed;
  const ending = endingOf(kept, synonyms);
  const before = kept.slice(0, kept.length - (ending === null ? 1 : tokensOf(ending.phrase).length));
  const inside = synonymsIn(before, synonyms);
  return {
    text,
    synonyms: inside,
    ending,
    readings: [text, ...readingsWith(kept, ending === null ? inside : [ending, ...inside])],
  };
}

/** The most words at the end of a text that are a phrase, or begin one. */
function endingOf(tokens: readonly string[], synonyms: IndexedSettings['synonyms']): Phrase | null {
  if (synonyms.size === 0) return null;
  for (let size = Math.min(maxPhraseWords, tokens.length); size > 0; size -= 1) {
    const phrase = tokens.slice(-size).join(' ');
    const others = [...(synonyms.get(keyOf(phrase)) ?? begunBy(keyOf(phrase), synonyms))];
    if (others.length > 0) return { phrase, others: others.slice(0, maxOthers) };
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

function readingsWith(tokens: readonly string[], phrases: readonly Phrase[]): string[] {
  const text = tokens.join(' ');
  const replaced = phrases.flatMap(({ phrase, others }) => {
    const at = text.lastIndexOf(phrase);
    return others.map((other) => `${text.slice(0, at)}${other}${text.slice(at + phrase.length)}`);
  });
  return replaced.slice(0, maxOthers);
}
