import type { Category, CategoryTree } from '../../catalogue/door.ts';

/** How many products one choice would leave; `category` values are ids of leaves, `option` values read `Size=M`. */
export interface FacetCount {
  readonly facet: 'category' | 'brand' | 'availability' | 'option';
  readonly value: string;
  readonly count: number;
}

/** One thing to narrow a search by. */
export interface Facet {
  readonly code: string;
  readonly label: string;
  readonly values: FacetValue[];
}

/** One choice of a facet; `id` is what goes into the filter. */
export interface FacetValue {
  readonly id: string;
  readonly label: string;
  readonly count: number;
  readonly selected: boolean;
}

/** What is chosen already, in the terms of the filter. */
export interface FacetSelection {
  /** Slugs. */
  readonly categories: readonly string[];
  readonly brands: readonly string[];
  readonly availableForSale: boolean | null;
  readonly options: readonly { readonly name: string; readonly values: readonly string[] }[];
}

/** Puts counts into the facets that a shop shows; choices that would leave nothing are left out unless selected. */
export function toFacets(
  counts: readonly FacetCount[],
  tree: CategoryTree,
  selection: FacetSelection,
): Facet[] {
  const of = (facet: FacetCount['facet']) => counts.filter((count) => count.facet === facet);
  return [
    {
      code: 'category',
      label: 'Category',
      values: categoryValues(of('category'), tree, selection.categories),
    },
    { code: 'brand', label: 'Brand', values: brandValues(of('brand'), selection.brands) },
    {
      code: 'availability',
      label: 'Availability',
      values: availabilityValues(of('availability'), selection.availableForSale),
    },
    ...optionFacets(of('option'), selection.options),
  ].filter(({ values }) => values.length > 0);
}

/** Leaves hold the products; what is above counts all below it. */
function categoryValues(
  counts: readonly FacetCount[],
  tree: CategoryTree,
  selected: readonly string[],
): FacetValue[] {
  const ofLeaf = new Map(counts.map(({ value, count }) => [value, count]));
  const countBelow = ({ id }: Category) =>
    tree.idsBelow(id).reduce((sum, below) => sum + (ofLeaf.get(below) ?? 0), 0);
  return tree
    .walk()
    .map((category) => ({
      id: category.slug,
      label: category.name,
      count: countBelow(category),
      selected: selected.includes(category.slug),
    }))
    .filter(isWorthShowing);
}

function brandValues(counts: readonly FacetCount[], selected: readonly string[]): FacetValue[] {
  return withSelected(counts, selected)
    .map(({ value, count }) => ({ id: value, label: value, count, selected: selected.includes(value) }))
    .sort((a, b) => b.count - a.count || compareValues(a.label, b.label));
}

function availabilityValues(counts: readonly FacetCount[], selected: boolean | null): FacetValue[] {
  return [true, false]
    .map((available) => ({
      id: String(available),
      label: available ? 'In stock' : 'Out of stock',
      count: counts.find(({ value }) => value === String(available))?.count ?? 0,
      selected: selected === available,
    }))
    .filter(isWorthShowing);
}

function optionFacets(counts: readonly FacetCount[], selection: FacetSelection['options']): Facet[] {
  const selected = selection.flatMap(({ name, values }) => values.map((value) => `${name}=${value}`));
  const byName = Map.groupBy(withSelected(counts, selected), ({ value }) => nameOf(value));
  return [...byName]
    .map(([name, ofName]) => ({
      code: `option:${name}`,
      label: name,
      values: ofName
        .map(({ value, count }) => ({
          id: value.slice(name.length + 1),
          label: value.slice(name.length + 1),
          count,
          selected: selected.includes(value),
        }))
        .sort((a, b) => compareValues(a.label, b.label)),
    }))
    .sort((a, b) => compareValues(a.label, b.label));
}

function nameOf(option: string): string {
  return option.slice(0, option.indexOf('='));
}

function withSelected(
  counts: readonly FacetCount[],
  selected: readonly string[],
): { value: string; count: number }[] {
  const missing = selected.filter((value) => !counts.some((count) => count.value === value));
  return [...counts, ...missing.map((value) => ({ value, count: 0 }))];
}

function isWorthShowing({ count, selected }: FacetValue): boolean {
  return count > 0 || selected;
}

const sizes = ['XXS', 'XS', 'S', 'M', 'L', 'XL', 'XXL', '3XL', '4XL'];

/** Clothing sizes by size, numbers by value, the rest by the alphabet. */
function compareValues(a: string, b: string): number {
  const sizeA = sizes.indexOf(a);
  const sizeB = sizes.indexOf(b);
  if (sizeA >= 0 && sizeB >= 0) return sizeA - sizeB;
  return a.localeCompare(b, 'en', { numeric: true });
}
