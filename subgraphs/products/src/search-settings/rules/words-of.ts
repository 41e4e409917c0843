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
