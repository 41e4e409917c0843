/** The words of a text in the form that settings are compared in: lower case, without marks and punctuation. */
export function wordsOf(text: string): string[] {
  const folded = text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
  return folded.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** The same as one text: two texts of the same words have the same. */
export function keyOf(text: string): string {
  return wordsOf(text).join(' ');
}

/** What stands between blanks. */
export function tokensOf(text: string): string[] {
  return text.split(/\s+/u).filter((token) => token !== '');
}

/** Tokens but for stop words; all of them where they are nothing else, for then they say what they say. */
export function withoutStopWords(
  tokens: readonly string[],
  isStopWord: (token: string, at: number) => boolean,
): readonly string[] {
  const kept = tokens.filter((token, at) => !isStopWord(token, at));
  return keyOf(kept.join(' ')) === '' ? tokens : kept;
}
