import { colourWords } from './colour-words.ts';

/** What the keywords of a product are made from. */
export interface KeywordSources {
  /** The categories that it is in, from the top of the tree down. */
  readonly path: readonly { readonly name: string }[];
  readonly tags: readonly string[];
  /** Those that some variant has. */
  readonly optionValues: Iterable<string>;
}

/** What searches find a product by beside its own words. */
export function keywordsOf({ path, tags, optionValues }: KeywordSources): string {
  const values = new Set(optionValues);
  return [...path.map(({ name }) => name), ...tags, ...values, ...colourWords(values)].join(' ');
}
