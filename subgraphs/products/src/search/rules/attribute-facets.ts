import type { Language } from '@cartwright/languages';
import { readAttributeTerm } from '../../catalogue/door.ts';
import type { ProductChoice } from '../../listing/door.ts';
import { nameIn } from '../../languages/door.ts';
import { choicesIn, type AttributeDefinition } from '../../product-types/door.ts';
import { compareOptionValues } from './compare-option-values.ts';
import { labelsIn } from './facet-labels.ts';
import { flatValue, type Facet, type FacetValue } from './facet.ts';
import type { FacetCount } from './facet-count.ts';
import { mostCounted, type Counted } from './list-facets.ts';
import { toggleAttribute } from './toggle-choice.ts';

/** Attributes, and the language that they are labelled in. */
interface Labelled {
  readonly attributes: readonly AttributeDefinition[];
  readonly language: Language;
}

/** A facet for each attribute that facets show, in the order of these; choices in theirs, numbers by size, the rest as people sort. */
export function attributeFacets(
  counts: readonly FacetCount[],
  { attributes, language }: Labelled,
  choice: ProductChoice,
): Omit<Facet, 'precision'>[] {
  const known = Map.groupBy(
    counts.map(({ value: term, count }) => ({ ...readAttributeTerm(term), count })),
    ({ key }) => key,
  );
  return attributes.map((attribute) => ({
    code: `attribute:${attribute.key}`,
    label: nameIn(attribute, language),
    values: valuesOf({ attribute, language }, known.get(attribute.key) ?? [], choice),
  }));
}

interface OneLabelled {
  readonly attribute: AttributeDefinition;
  readonly language: Language;
}

function valuesOf(
  { attribute, language }: OneLabelled,
  counts: readonly Counted[],
  choice: ProductChoice,
): FacetValue[] {
  const { key } = attribute;
  const selected = choice.attributes.find((one) => one.key === key)?.values ?? [];
  return mostCounted(counts, selected)
    .map(({ value, count }) =>
      flatValue({
        value,
        label: labelOf(attribute, language, value),
        count,
        selected: selected.includes(value),
        toggled: toggleAttribute(choice, { key, value }),
      }),
    )
    .sort((a, b) => compareValues(attribute, a, b));
}

function labelOf(attribute: AttributeDefinition, language: Language, value: string): string {
  const { kind, unit } = attribute;
  switch (kind) {
    case 'CHOICE':
      return choicesIn(attribute, language).find((choice) => choice.value === value)?.name ?? value;
    case 'BOOLEAN':
      return value === 'true' ? labelsIn[language].yes : labelsIn[language].no;
    case 'NUMBER':
      return unit === null ? value : `${value} ${unit}`;
    default:
      return value;
  }
}

function compareValues({ kind, choices }: AttributeDefinition, a: FacetValue, b: FacetValue): number {
  if (kind === 'NUMBER') return Number(a.value) - Number(b.value);
  if (kind !== 'CHOICE') return compareOptionValues(a, b);
  const placeOf = ({ value }: FacetValue) => choices.findIndex((choice) => choice.value === value);
  return placeOf(a) - placeOf(b);
}
