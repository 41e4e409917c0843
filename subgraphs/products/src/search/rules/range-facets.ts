import type { Language } from '@cartwright/languages';
import { readDecimal, toDecimal, type StoreCurrency } from '@cartwright/money';
import type { AttributeChoice, ProductChoice } from '../../listing/door.ts';
import type { AttributeDefinition } from '../../product-types/door.ts';
import type { FacetRange, RangedFacet } from '../../search-settings/door.ts';
import type { EngineFilter } from '../ports.ts';
import { flatValue, isWorthShowing, type Facet, type FacetValue } from './facet.ts';

/** A range that a facet shows once it is known how many products are in it. */
export interface RangeToCount {
  /** Of the facet. */
  readonly code: string;
  readonly value: Omit<FacetValue, 'count' | 'depth' | 'parent'>;
  /** What finds the products in it: the filter of a search, whatever that asks of the facet. */
  readonly within: (filter: EngineFilter) => EngineFilter;
}

/** What facets show, in which language, and what is chosen in them. */
interface Shown {
  readonly attributes: readonly AttributeDefinition[];
  readonly language: Language;
  readonly choice: ProductChoice;
}

/** The ranges that staff have named for what is shown: prices in the currency that the choice goes by, and attributes. */
export function rangesToCount(facets: readonly RangedFacet[], shown: Shown): RangeToCount[] {
  return facets.flatMap(({ code, currency, ranges }) => {
    const attribute = shown.attributes.find(({ key }) => code === `attribute:${key}`);
    return ranges.flatMap((range) => {
      if (currency !== null)
        return currency === shown.choice.currency ? [priceRange(range, currency, shown)] : [];
      return attribute?.kind === 'NUMBER' ? [numberRange(range, attribute, shown)] : [];
    });
  });
}

/** Facets with the ranges that are counted in place of steps and single values; of these, what is chosen stays where no range is the same. */
export function withRanges(
  facets: readonly Omit<Facet, 'precision'>[],
  ranges: readonly RangeToCount[],
  counts: readonly number[],
): Omit<Facet, 'precision'>[] {
  const counted = ranges.map(({ code, value }, place) => ({
    code,
    value: flatValue({ ...value, count: counts[place] ?? 0 }),
  }));
  const byCode = Map.groupBy(counted, ({ code }) => code);
  return facets.map((facet) => {
    const own = byCode.get(facet.code);
    if (own === undefined) return facet;
    const values = own.map(({ value }) => value).filter(isWorthShowing);
    const chosen = facet.values.filter(
      ({ selected, value }) => selected && values.every((range) => range.value !== value),
    );
    return { ...facet, values: [...values, ...chosen] };
  });
}

function priceRange(range: FacetRange, currency: StoreCurrency, { language, choice }: Shown): RangeToCount {
  const price = {
    minMinor: minorOf(range.min, currency),
    maxMinor: minorOf(range.max, currency),
  };
  const ends = [price.minMinor, price.maxMinor];
  const chosen = choice.price;
  const selected =
    chosen !== null && chosen.minMinor === price.minMinor && chosen.maxMinor === price.maxMinor;
  return {
    code: 'price',
    value: {
      value: ends.map((minor) => (minor === null ? '' : toDecimal(minor, currency))).join('..'),
      label: labelIn(range, language),
      selected,
      toggled: { ...choice, price: selected ? null : price },
    },
    within: ({ offer, ...filter }) => ({ ...filter, offer: { ...offer, price } }),
  };
}

function minorOf(end: string | null, currency: StoreCurrency): number | null {
  return end === null ? null : (readDecimal(end, currency) ?? null);
}

function numberRange(
  range: FacetRange,
  { key, owner }: AttributeDefinition,
  { language, choice }: Shown,
): RangeToCount {
  const asked: AttributeChoice = { key, values: [], range: { min: endOf(range.min), max: endOf(range.max) } };
  const chosen = choice.attributes.find((one) => one.key === key);
  const selected =
    chosen?.values.length === 0 && isSameEnd(chosen, asked, 'min') && isSameEnd(chosen, asked, 'max');
  const others = choice.attributes.filter((one) => one.key !== key);
  return {
    code: `attribute:${key}`,
    value: {
      value: `${range.min ?? ''}..${range.max ?? ''}`,
      label: labelIn(range, language),
      selected,
      toggled: { ...choice, attributes: selected ? others : [...others, asked] },
    },
    within: (filter) => askedOf(filter, asked, owner),
  };
}

function endOf(typed: string | null) {
  return typed === null ? null : { number: Number(typed), typed };
}

function isSameEnd(a: AttributeChoice, b: AttributeChoice, end: 'min' | 'max'): boolean {
  return a.range?.[end]?.number === b.range?.[end]?.number;
}

/** What is of variants has to hold for the one that meets all else. */
function askedOf(
  { attributes = [], offer: { attributes: ofVariants = [], ...offer }, ...filter }: EngineFilter,
  asked: AttributeChoice,
  owner: AttributeDefinition['owner'],
): EngineFilter {
  const others = (some: readonly AttributeChoice[]) => some.filter(({ key }) => key !== asked.key);
  const ofProduct = [...others(attributes), ...(owner === 'PRODUCT' ? [asked] : [])];
  const ofVariant = [...others(ofVariants), ...(owner === 'VARIANT' ? [asked] : [])];
  return {
    ...filter,
    ...(ofProduct.length > 0 && { attributes: ofProduct }),
    offer: { ...offer, ...(ofVariant.length > 0 && { attributes: ofVariant }) },
  };
}

function labelIn({ label, translations }: FacetRange, language: Language): string {
  return translations.find((one) => one.language === language)?.label ?? label;
}
