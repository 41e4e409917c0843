import type { CountPrecision, ProductChoice } from '../../listing/door.ts';

/** One thing to narrow a search by. */
export interface Facet {
  /** `category`, `brand`, `tag`, `price`, `rating`, `availability`, `option:` and an option's name, or `attribute:` and a key. */
  readonly code: string;
  readonly label: string;
  readonly values: FacetValue[];
  /** Whether all products were counted for it. */
  readonly precision: CountPrecision;
}

/** One value to choose in a facet. */
export interface FacetValue {
  readonly value: string;
  readonly label: string;
  readonly count: number;
  readonly selected: boolean;
  /** Levels above it; 0 where there are none. */
  readonly depth: number;
  /** The value right above it; null at the top. */
  readonly parent: string | null;
  /** What is chosen once this is chosen too, or not any more. */
  readonly toggled: ProductChoice;
}

/** A value that stands below no other. */
export function flatValue(value: Omit<FacetValue, 'depth' | 'parent'>): FacetValue {
  return { ...value, depth: 0, parent: null };
}

/** Whether to offer a value: it would leave something, or is chosen and can be taken back. */
export function isWorthShowing({ count, selected }: Pick<FacetValue, 'count' | 'selected'>): boolean {
  return count > 0 || selected;
}
