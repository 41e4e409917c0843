const pageArguments = new Set(['first', 'last']);

/** The values of `first` and `last` in a field's arguments, also inside its input objects. */
export function pageSizes(value: unknown): number[] {
  if (Array.isArray(value)) return value.flatMap(pageSizes);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    pageArguments.has(name) && typeof inner === 'number' ? [inner] : pageSizes(inner),
  );
}

/** How many values the lists of an input hold, all levels together. */
export function inputItems(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((total, item) => total + 1 + inputItems(item), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce<number>((total, inner) => total + inputItems(inner), 0);
}
