const collator = new Intl.Collator('en', { numeric: true });

/**
 * Orders text for people, as databases do with the collation `people`: case and accents matter only between words that are
 * otherwise the same, and numbers go by their value. Texts that compare as equal go by their characters.
 */
export function compareText(a: string, b: string): number {
  return collator.compare(a, b) || (a < b ? -1 : Number(a > b));
}
