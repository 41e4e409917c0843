import type { ProductChoice } from '../../listing/door.ts';

/** One value more among some, or one less when it is there. */
export function toggle(values: readonly string[], value: string): string[] {
  return values.includes(value) ? values.filter((other) => other !== value) : [...values, value];
}

/** A choice with one value of an attribute more, or one less; values take the place of a range. */
export function toggleAttribute(
  { attributes, ...choice }: ProductChoice,
  { key, value }: { readonly key: string; readonly value: string },
): ProductChoice {
  const chosen = attributes.find((attribute) => attribute.key === key)?.values ?? [];
  const values = toggle(chosen, value);
  const others = attributes.filter((attribute) => attribute.key !== key);
  return { ...choice, attributes: values.length === 0 ? others : [...others, { key, values, range: null }] };
}

/** A choice with one value of an option more, or one less. */
export function toggleOption(
  { options, ...choice }: ProductChoice,
  { name, value }: { readonly name: string; readonly value: string },
): ProductChoice {
  const chosen = options.find((option) => option.name === name)?.values ?? [];
  const values = toggle(chosen, value);
  const others = options.filter((option) => option.name !== name);
  return { ...choice, options: values.length === 0 ? others : [...others, { name, values }] };
}
