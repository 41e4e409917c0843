/**
 * The values of a filter that a list may have: each once and in one order, so that a list asked for in another order is
 * the same list. Null where the filter asks for nothing: left out, null or empty.
 */
export function chosen<Value extends string | number>(
  values: readonly Value[] | null | undefined,
): readonly Value[] | null {
  return values == null || values.length === 0 ? null : [...new Set(values)].toSorted();
}
