import type { CollectionRule } from './collection-rule.ts';

/** A rule that asks for a brand by its new name, too, where it asks for it by a former one. */
export function withBrandName(rule: CollectionRule, former: readonly string[], name: string): CollectionRule {
  return mapBrands(rule, (brands) =>
    brands.some((brand) => former.includes(brand)) ? [...new Set([...brands, name])] : brands,
  );
}

/** A rule that asks for a brand by its former names no more, where it asks for others. */
export function withoutBrandNames(rule: CollectionRule, former: readonly string[]): CollectionRule {
  return mapBrands(rule, (brands) => {
    const kept = brands.filter((brand) => !former.includes(brand));
    return kept.length === 0 ? brands : kept;
  });
}

/** The brands that a rule asks for. */
export function brandsOf({ conditions }: CollectionRule): string[] {
  return conditions.flatMap((condition) => (condition.kind === 'BRAND' ? condition.brands : []));
}

/** A rule that asks for a brand by all names that its products have, where it asks for it by one of them. */
export function withAllNames(
  rule: CollectionRule,
  renamed: readonly { readonly name: string; readonly formerNames: readonly string[] }[],
): CollectionRule {
  return renamed.reduce(
    (sum, { name, formerNames }) =>
      [name, ...formerNames].reduce((one, added) => withBrandName(one, [name, ...formerNames], added), sum),
    rule,
  );
}

function mapBrands(
  { match, conditions }: CollectionRule,
  map: (brands: readonly string[]) => readonly string[],
): CollectionRule {
  return {
    match,
    conditions: conditions.map((condition) =>
      condition.kind === 'BRAND' ? { ...condition, brands: map(condition.brands) } : condition,
    ),
  };
}
