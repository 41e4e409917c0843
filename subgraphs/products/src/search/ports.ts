import type { Language } from '@cartwright/languages';
import type { z } from 'zod';
import type { ProductRef } from '../catalogue/door.ts';
import type {
  PagePlace,
  ProductBoost,
  ProductFilter,
  ProductKey,
  ProductOrderName,
  ProductPage,
} from '../listing/door.ts';
import type { FacetCount } from './rules/facet-count.ts';
import type { ShownAttributes } from './rules/shown-attributes.ts';
import type { Reading } from './rules/meaning.ts';

/** Whether words may be corrected, completed and left out, or are searched for as they stand. */
export type Spelling = 'CORRECTED' | 'AS_TYPED';

/**
 * What finds products by what buyers type. PostgreSQL is one; another one fills the same port and passes the same suite
 * (`engine-suite/search-engine.suite.ts`), so that nobody who searches knows which of them answers.
 */
export interface SearchEngine {
  /** What a query finds; reads nothing yet. */
  readonly find: (query: EngineQuery) => Found;
  /** Products to offer while the buyer types: the last word may be unfinished, and any may be misspelt. */
  readonly suggest: (query: SuggestionQuery) => Promise<Suggestions>;
}

/** What a buyer looks for, with what staff keep for such a query. */
export interface EngineQuery {
  /** As typed, without stop words; null for everything, when nothing was typed. */
  readonly text: string | null;
  /** The language that words are read in. */
  readonly language: Language;
  readonly spelling: Spelling;
  /** Which phrases of the text stand for others, too. */
  readonly synonyms: readonly PhraseSynonyms[];
  /** What the text has nothing to say of. */
  readonly filter: EngineFilter;
  /** RELEVANCE needs a text. */
  readonly order: Exclude<ProductOrderName, 'IDS' | 'MANUAL'>;
  /** Ids of products that are found whatever the text says, but not against the filter; with RELEVANCE they come first, in this order. */
  readonly pinned: readonly string[];
  /** What comes earlier, or later, among what fits a text about as well. */
  readonly boosts: readonly ProductBoost[];
}

/** What lists and searches are narrowed by. */
export type EngineFilter = Omit<ProductFilter, 'tsquery' | 'named' | 'pinned' | 'boosts'>;

/** A phrase of a text, and what is found by it as well. */
export interface PhraseSynonyms {
  readonly phrase: string;
  readonly others: readonly string[];
}

/** What a query finds; each part is read when it is asked for, and all of them agree. */
export interface Found {
  /** How the text was read; null when there was none. */
  readonly interpretation: () => Promise<Interpretation | null>;
  /** What the key of a product must be, of which cursors are made. */
  readonly keySchema: () => z.ZodType<ProductKey>;
  /** Reads the page at a place; `counted` as far as it is known with it. */
  readonly page: (place: PagePlace) => Promise<ProductPage>;
  /** How many are found, up to `mostCounted`. */
  readonly count: () => Promise<number>;
  /** What each choice would leave, of attributes for these. */
  readonly facetCounts: (attributes: ShownAttributes) => Promise<FacetCount[]>;
  /** How many would be found by each of some filters in the place of the query's, up to `mostCounted`. */
  readonly countWithin: (filters: readonly EngineFilter[]) => Promise<number[]>;
  /** The prices of all that is found, whatever price the filter asks for; null when nothing is. */
  readonly priceRange: () => Promise<FoundPriceRange | null>;
}

/** The lowest and the highest price of what a search finds, in minor units of the filter's currency. */
export interface FoundPriceRange {
  readonly minMinor: number;
  readonly maxMinor: number;
}

/** How a text was read. */
export interface Interpretation {
  /** The text as it should have been spelt; null when it was spelt well, or no better spelling is known. */
  readonly didYouMean: string | null;
  /** What was searched for, in words; empty when there was none. */
  readonly searchedFor: string;
  readonly match: 'ALL' | 'ANY';
  readonly words: readonly InterpretedWord[];
}

/** What a word was taken for. */
export interface InterpretedWord {
  readonly typed: string;
  readonly reading: Reading;
  readonly searchedFor: readonly string[];
}

/** What a buyer has typed so far, with what staff keep for it. */
export interface SuggestionQuery {
  /** As typed, without stop words. */
  readonly text: string;
  readonly language: Language;
  /** Which phrases before its end stand for others, too. */
  readonly synonyms: readonly PhraseSynonyms[];
  /** The words at its end that are a phrase, or begin some, and what these stand for; null where there are none. */
  readonly ending: PhraseSynonyms | null;
  readonly limit: number;
}

/** Products to offer, and for what. */
export interface Suggestions {
  readonly found: readonly ProductRef[];
  /** What was searched for instead of what was typed; null when nothing was corrected or left out. */
  readonly searchedFor: string | null;
}
