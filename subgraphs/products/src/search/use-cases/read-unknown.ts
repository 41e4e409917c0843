import type { Language } from '@cartwright/languages';
import type { Parts } from '../../parts.ts';
import { readUnknownWords } from '../repository/search-words.ts';
import type { UnknownWord } from '../rules/meaning.ts';

/** Of more words than this, the others are left out: to look them up would cost too much. */
const maxLookedUp = 12;

/** Looks up what words stand for that no product uses, or that are unfinished. */
export async function readUnknown(
  { database: { statements } }: Pick<Parts, 'database'>,
  { words, language }: { readonly words: readonly string[]; readonly language: Language },
): Promise<Map<string, UnknownWord>> {
  const distinct = [...new Set(words)].slice(0, maxLookedUp);
  if (distinct.length === 0) return new Map();
  return new Map(
    (await readUnknownWords(statements, { words: distinct, language })).map((entry) => [entry.word, entry]),
  );
}
