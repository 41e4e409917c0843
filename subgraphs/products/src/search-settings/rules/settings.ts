import type { Language } from '@cartwright/languages';
import type { StoreCurrency } from '@cartwright/money';

/** What staff keep for searches, each part with the version that changes of it name; 0 while nobody has set it. */
export interface StoredSettings {
  readonly synonyms: { readonly groups: readonly SynonymGroup[]; readonly version: number };
  readonly stopWords: { readonly words: readonly string[]; readonly version: number };
  readonly boosts: { readonly boosts: readonly Boost[]; readonly version: number };
  readonly facetRanges: { readonly facets: readonly RangedFacet[]; readonly version: number };
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

/** The ranges that a facet shows in place of steps, or of single values. */
export interface RangedFacet {
  /** `Facet.code`: `price`, or `attribute:` and the key of a number. */
  readonly code: string;
  /** Of prices; null of an attribute. */
  readonly currency: StoreCurrency | null;
  /** In the order in which they are shown. */
  readonly ranges: readonly FacetRange[];
}

/** A range under a name; ends included. */
export interface FacetRange {
  /** In the shop's own language. */
  readonly label: string;
  /** In other languages, each once. */
  readonly translations: readonly { readonly language: Language; readonly label: string }[];
  /** Decimals, of prices in major units; null for an open end, of which there is one at most. */
  readonly min: string | null;
  readonly max: string | null;
}

/** A part of the settings, under the name that it is stored by. */
export type SettingsPart = 'SYNONYMS' | 'STOP_WORDS' | 'BOOSTS' | 'FACET_RANGES';
