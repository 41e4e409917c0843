import type { Boost, RangedFacet, StoredSettings } from './settings.ts';
import { keyOf } from './words-of.ts';

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
  const meant = new Map<string, Set<string>>();
  const named = aliases.map(({ alias, brand }) => ({ phrases: [alias, brand], isOneWay: true }));
  for (const { phrases, isOneWay } of [...named, ...synonyms.groups])
    for (const phrase of isOneWay ? phrases.slice(0, 1) : phrases) {
      const others = phrases.filter((other) => other !== phrase);
      meant.set(keyOf(phrase), new Set([...(meant.get(keyOf(phrase)) ?? []), ...others]));
    }
  return {
    synonyms: meant,
    stopWords: new Set(stopWords.words.map(keyOf)),
    boosts: boosts.boosts,
    rangedFacets: facetRanges.facets,
    pins: new Map(pins.map(({ queryKey, productIds }) => [queryKey, productIds])),
  };
}
