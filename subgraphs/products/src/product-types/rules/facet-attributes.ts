import type { AttributeDefinition, ProductType } from './definition.ts';

/** The attributes that facets show, each key once: what several product types have in common is called as the first of them calls it. */
export function facetAttributes(types: readonly ProductType[]): AttributeDefinition[] {
  const byKey = new Map<string, AttributeDefinition>();
  for (const attribute of types.flatMap(({ attributes }) => attributes)) {
    const known = byKey.get(attribute.key);
    if (!attribute.inFacets) continue;
    const choices = [...(known?.choices ?? []), ...attribute.choices];
    byKey.set(attribute.key, { ...(known ?? attribute), choices: uniqueChoices(choices) });
  }
  return [...byKey.values()];
}

function uniqueChoices(choices: AttributeDefinition['choices']): AttributeDefinition['choices'] {
  return choices.filter(
    ({ value }, place) => choices.findIndex((choice) => choice.value === value) === place,
  );
}
