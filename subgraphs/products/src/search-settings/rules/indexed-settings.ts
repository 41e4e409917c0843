import type { Boost, RangedFacet, StoredSettings, SynonymGroup } from './settings.ts';
import { keyOf, tokensOf, withoutStopWords } from './words-of.ts';

/** The settings as searches look them up, by `keyOf` of what is typed. */
export interface IndexedSettings {
  /** What each phrase stands for besides. */
  readonly synonyms: ReadonlyMap<string, ReadonlySet<string>>;
  readonly stopWords: ReadonlySet<string>;
  readonly boosts: readonly Boost[];
  readonly rangedFacets: readonly RangedFacet[];
  /** The products that are pinned for a query, in their order. */
  readonly pins: ReadonlyMap<string, readonly string[]>;
}

/** A name that means a brand which is called otherwise. */
export interface BrandAlias {
  readonly alias: string;
  readonly brand: string;
}

/** Prepares the settings for searches. What is typed by an alias of a brand stands for the brand, as by a synonym that goes one way. */
export function indexSettings(
  { synonyms, stopWords, boosts, facetRanges }: StoredSettings,
  pins: readonly { readonly queryKey: string; readonly productIds: readonly string[] }[],
  aliases: readonly BrandAlias[] = [],
): IndexedSettings {
  const passedOver = new Set(stopWords.words.map(keyOf));
  return {
    synonyms: synonymsByKeys(synonyms.groups, aliases, passedOver),
    stopWords: passedOver,
    boosts: boosts.boosts,
    rangedFacets: facetRanges.facets,
    pins: new Map(pins.map(({ queryKey, productIds }) => [queryKey, productIds])),
  };
}

/** So many of what a phrase stands for are looked up, from the first on: what staff have said comes before aliases. */
function synonymsByKeys(
  groups: readonly SynonymGroup[],
  aliases: readonly BrandAlias[],
  stopWords: ReadonlySet<string>,
): Map<string, ReadonlySet<string>> {
  const meant = new Map<string, ReadonlySet<string>>();
  const named = aliases.map(({ alias, brand }) => ({ phrases: [alias, brand], isOneWay: true }));
  for (const { phrases, isOneWay } of [...groups, ...named])
    for (const phrase of isOneWay ? phrases.slice(0, 1) : phrases) {
      const others = phrases.filter((other) => other !== phrase);
      for (const key of keysOf(phrase, stopWords))
        meant.set(key, new Set([...(meant.get(key) ?? []), ...others]));
    }
  return meant;
}

/** A query has no stop words any more when phrases are looked for; while it is typed, its last word still may be one. */
function keysOf(phrase: string, stopWords: ReadonlySet<string>): Set<string> {
  const kept = withoutStopWords(tokensOf(phrase), (token) => stopWords.has(keyOf(token)));
  return new Set([keyOf(phrase), keyOf(kept.join(' '))].filter((key) => key !== ''));
}
