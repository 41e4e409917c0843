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

/** Prepares the settings for searches. */
export function indexSettings(
  { synonyms, stopWords, boosts, facetRanges }: StoredSettings,
  pins: readonly { readonly queryKey: string; readonly productIds: readonly string[] }[],
): IndexedSettings {
  const meant = new Map<string, Set<string>>();
  for (const { phrases, isOneWay } of synonyms.groups)
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
