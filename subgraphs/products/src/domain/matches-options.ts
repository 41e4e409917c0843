/** One option with its chosen value. */
export interface ChosenOption {
  readonly name: string;
  readonly value: string;
}

/** Tells whether a variant has exactly the chosen options, in whatever order. */
export function matchesOptions(ofVariant: readonly ChosenOption[], chosen: readonly ChosenOption[]): boolean {
  const wanted = new Map(chosen.map(({ name, value }) => [name, value]));
  const isUnambiguous = chosen.every(({ name, value }) => wanted.get(name) === value);
  return (
    isUnambiguous &&
    wanted.size === ofVariant.length &&
    ofVariant.every(({ name, value }) => wanted.get(name) === value)
  );
}
