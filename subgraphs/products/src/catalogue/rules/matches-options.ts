import type { SelectedOption } from './option.ts';

/** Whether a variant has exactly the chosen options, in whatever order. */
export function matchesOptions(
  ofVariant: readonly SelectedOption[],
  chosen: readonly SelectedOption[],
): boolean {
  const wanted = new Map(chosen.map(({ name, value }) => [name, value]));
  const isUnambiguous = chosen.every(({ name, value }) => wanted.get(name) === value);
  return (
    isUnambiguous &&
    wanted.size === ofVariant.length &&
    ofVariant.every(({ name, value }) => wanted.get(name) === value)
  );
}
