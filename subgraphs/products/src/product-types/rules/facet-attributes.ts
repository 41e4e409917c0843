import type { AttributeDefinition, ProductType } from './definition.ts';

/**
 * The attributes that facets show, each key once: what several product types have in common is called as the first of them calls it, and is
 * of variants where any of them has it so.
 */
export function facetAttributes(types: readonly ProductType[]): AttributeDefinition[] {
  const byKey = new Map<string, AttributeDefinition>();
  const all = types.flatMap(({ attributes }) => attributes);
  const ofVariants = new Set(all.filter(({ owner }) => owner === 'VARIANT').map(({ key }) => key));
  for (const attribute of all) {
    const known = byKey.get(attribute.key);
    if (!attribute.inFacets) continue;
    const choices = [...(known?.choices ?? []), ...attribute.choices];
    const owner = ofVariants.has(attribute.key) ? 'VARIANT' : 'PRODUCT';
    byKey.set(attribute.key, { ...(known ?? attribute), owner, choices: uniqueChoices(choices) });
  }
  return [...byKey.values()];
}

function uniqueChoices(choices: AttributeDefinition['choices']): AttributeDefinition['choices'] {
  return choices.filter(
    ({ value }, place) => choices.findIndex((choice) => choice.value === value) === place,
  );
}
