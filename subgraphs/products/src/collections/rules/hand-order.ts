/** The order of a collection with some products at a place in it, 0 the first; they are taken from where they were. */
export function placedAt(
  order: readonly string[],
  ids: readonly string[],
  position: number | undefined,
): string[] {
  const others = without(order, ids);
  return others.toSpliced(position ?? others.length, 0, ...ids);
}

/** The order of a collection without some products. */
export function without(order: readonly string[], ids: readonly string[]): string[] {
  const taken = new Set(ids);
  return order.filter((id) => !taken.has(id));
}
