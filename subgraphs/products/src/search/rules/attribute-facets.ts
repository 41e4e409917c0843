import { readAttributeTerm } from '../../catalogue/door.ts';
import type { ProductChoice } from '../../listing/door.ts';
import type { AttributeDefinition } from '../../product-types/door.ts';
import { compareOptionValues } from './compare-option-values.ts';
import { flatValue, type Facet, type FacetValue } from './facet.ts';
import type { FacetCount } from './facet-count.ts';
import { mostCounted, type Counted } from './list-facets.ts';
import { toggleAttribute } from './toggle-choice.ts';

/** A facet for each attribute that facets show, in the order of these; choices in theirs, numbers by size, the rest as people sort. */
export function attributeFacets(
  counts: readonly FacetCount[],
  attributes: readonly AttributeDefinition[],
  choice: ProductChoice,
): Omit<Facet, 'precision'>[] {
  const known = Map.groupBy(
    counts.map(({ value: term, count }) => ({ ...readAttributeTerm(term), count })),
    ({ key }) => key,
  );
  return attributes.map((attribute) => ({
    code: `attribute:${attribute.key}`,
    label: attribute.name,
    values: valuesOf(attribute, known.get(attribute.key) ?? [], choice),
  }));
}

function valuesOf(
  attribute: AttributeDefinition,
  counts: readonly Counted[],
  choice: ProductChoice,
): FacetValue[] {
  const { key } = attribute;
  const selected = choice.attributes.find((one) => one.key === key)?.values ?? [];
  return mostCounted(counts, selected)
    .map(({ value, count }) =>
      flatValue({
        value,
        label: labelOf(attribute, value),
        count,
        selected: selected.includes(value),
        toggled: toggleAttribute(choice, { key, value }),
      }),
    )
    .sort((a, b) => compareValues(attribute, a, b));
}

function labelOf({ kind, unit, choices }: AttributeDefinition, value: string): string {
  switch (kind) {
    case 'CHOICE':
      return choices.find((choice) => choice.value === value)?.name ?? value;
    case 'BOOLEAN':
      return value === 'true' ? 'Yes' : 'No';
    case 'NUMBER':
      return unit === null ? value : `${value} ${unit}`;
    default:
      return value;
  }
}

function compareValues({ kind, choices }: AttributeDefinition, a: FacetValue, b: FacetValue): number {
  if (kind === 'NUMBER') return Number(a.value) - Number(b.value);
  if (kind !== 'CHOICE') return compareOptionValues(a.label, b.label);
  const placeOf = ({ value }: FacetValue) => choices.findIndex((choice) => choice.value === value);
  return placeOf(a) - placeOf(b);
}
