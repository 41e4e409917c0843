/**
 * The page sizes in a field's arguments, also inside its input objects: `first`, or `last` where it is given, beside which the
 * default of `first` does not count.
 */
export function pageSizes(value: unknown): number[] {
  if (Array.isArray(value)) return value.flatMap(pageSizes);
  if (typeof value !== 'object' || value === null) return [];
  const { first, last, ...others } = value as Readonly<Record<string, unknown>>;
  const size = last ?? first;
  return [...(typeof size === 'number' ? [size] : []), ...pageSizes(Object.values(others))];
}

/** How many objects are named by a field's argument `ids`; undefined where it has none. */
export function namedIds({ ids }: Readonly<Record<string, unknown>>): number | undefined {
  return Array.isArray(ids) ? ids.length : undefined;
}

/** How many values the lists of an input hold, all levels together. */
export function inputItems(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((total, item) => total + 1 + inputItems(item), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce<number>((total, inner) => total + inputItems(inner), 0);
}
