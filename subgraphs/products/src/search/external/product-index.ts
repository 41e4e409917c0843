import type { PagePlace } from '../../listing/door.ts';
import type { FoundPriceRange } from '../ports.ts';
import type { FacetCount } from '../rules/facet-count.ts';
import type { ShownAttributes } from '../rules/shown-attributes.ts';
import type { Prepared } from './prepared.ts';

/**
 * What an engine answers from the index that it serves: the wire to it, and how it is asked. All that engines have in common is around it
 * (`search-index.ts`): reading texts, keys of pages, and looking up what was found.
 */
export interface ProductIndex {
  /** Reads products at a place, whose key is without the mark of the engine. */
  readonly page: (prepared: Prepared, place: PagePlace) => Promise<IndexPage>;
  readonly count: (prepared: Prepared) => Promise<number>;
  readonly facetCounts: (prepared: Prepared, attributes: ShownAttributes) => Promise<FacetCount[]>;
  readonly priceRange: (prepared: Prepared) => Promise<FoundPriceRange | null>;
}

/** Some of what an index finds. */
export interface IndexPage {
  readonly hits: readonly IndexHit[];
  /** How many it finds, wherever the page is. */
  readonly total: number;
}

/** A product in an index, and what it is sorted by there, the id at the end. */
export interface IndexHit {
  readonly id: string;
  readonly sort: readonly (string | number)[];
}
