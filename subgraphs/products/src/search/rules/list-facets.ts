import { compareText } from '@cartwright/languages';
import { textKey } from '../../languages/door.ts';
import { readOptionKey, type ProductChoice } from '../../listing/door.ts';
import { compareOptionValues } from './compare-option-values.ts';
import { flatValue, type Facet, type FacetValue } from './facet.ts';
import type { FacetCount } from './facet-count.ts';
import { optionLabel, optionValueLabel, type OptionTexts } from './option-texts.ts';
import { toggle, toggleOption } from './toggle-choice.ts';

/** A shop shows no more values of a brand, a tag, an option or an attribute: those with the most products, and what is chosen. */
const maxValues = 100;

/** Brands or tags: those with the most products first. */
export function namedValues(
  counts: readonly FacetCount[],
  field: 'brands' | 'tags',
  choice: ProductChoice,
): FacetValue[] {
  return mostCounted(counts, choice[field])
    .map(({ value, count }) =>
      flatValue({
        value,
        label: value,
        count,
        selected: choice[field].includes(value),
        toggled: { ...choice, [field]: toggle(choice[field], value) },
      }),
    )
    .sort((a, b) => b.count - a.count || compareText(a.label, b.label));
}

/** A facet for each option, by what it is called; clothing sizes by size, the rest as people sort. */
export function optionFacets(
  counts: readonly FacetCount[],
  texts: OptionTexts,
  choice: ProductChoice,
): Omit<Facet, 'precision'>[] {
  return shownOptions(counts, choice)
    .map(({ name, selected, values }) => ({
      code: `option:${name}`,
      label: optionLabel(texts, name),
      values: values
        .map(({ value, count }) =>
          flatValue({
            value,
            label: optionValueLabel(texts, name, value),
            count,
            selected: selected.includes(value),
            toggled: toggleOption(choice, { name, value }),
          }),
        )
        .sort((a, b) => compareOptionValues(a, b)),
    }))
    .sort((a, b) => compareText(a.label, b.label) || compareText(a.code, b.code));
}

/** The keys of the texts that facets of options show. */
export function optionTextKeys(counts: readonly FacetCount[], choice: ProductChoice): string[] {
  const ofOptions = counts.filter(({ facet }) => facet === 'option');
  return shownOptions(ofOptions, choice).flatMap(({ name, values }) => [
    textKey('OPTION', [name]),
    ...values.map(({ value }) => textKey('OPTION_VALUE', [name, value])),
  ]);
}

interface ShownOption {
  readonly name: string;
  readonly selected: readonly string[];
  readonly values: readonly Counted[];
}

function shownOptions(counts: readonly FacetCount[], choice: ProductChoice): ShownOption[] {
  const known = Map.groupBy(
    counts.map(({ value, count }) => ({ count, ...readOptionKey(value) })),
    ({ name }) => name,
  );
  const names = new Set([...known.keys(), ...choice.options.map(({ name }) => name)]);
  return [...names].map((name) => {
    const selected = choice.options.find((option) => option.name === name)?.values ?? [];
    return { name, selected, values: mostCounted(known.get(name) ?? [], selected) };
  });
}

/** How many products a value leaves. */
export type Counted = Pick<FacetCount, 'value' | 'count'>;

/** Those of a facet with the most products, and what is chosen. */
export function mostCounted(counts: readonly Counted[], selected: readonly string[]): Counted[] {
  const chosen = selected.map((value) => ({ value, count: 0, ...counts.find((one) => one.value === value) }));
  const others = counts
    .filter(({ value }) => !selected.includes(value))
    .toSorted((a, b) => b.count - a.count || compareText(a.value, b.value));
  return [...chosen, ...others].slice(0, Math.max(maxValues, chosen.length));
}
