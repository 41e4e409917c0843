/** What staff keep for searches, each part with the version that changes of it name; 0 while nobody has set it. */
export interface StoredSettings {
  readonly synonyms: { readonly groups: readonly SynonymGroup[]; readonly version: number };
  readonly stopWords: { readonly words: readonly string[]; readonly version: number };
  readonly boosts: { readonly boosts: readonly Boost[]; readonly version: number };
}

/** Phrases that stand for each other. */
export interface SynonymGroup {
  readonly phrases: readonly string[];
  /** Whether only the first stands for the others, and not the other way. */
  readonly isOneWay: boolean;
}

/** Products that come earlier in what is found, or later. */
export interface Boost {
  readonly kind: BoostKind;
  /** The id of a product or a category, a brand, or a tag. */
  readonly value: string;
  /** What the rank is multiplied by. */
  readonly weight: number;
}

/** What products are boosted by. */
export type BoostKind = 'PRODUCT' | 'BRAND' | 'CATEGORY' | 'TAG';

/** A part of the settings, under the name that it is stored by. */
export type SettingsPart = 'SYNONYMS' | 'STOP_WORDS' | 'BOOSTS';
