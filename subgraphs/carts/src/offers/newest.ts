/** The newest change of each thing, in the order of keys: all replicas then take row locks in one order. */
export function newestBy<Change extends { version: number }>(
  changes: readonly Change[],
  keyOf: (change: Change) => string,
): Change[] {
  const oldestFirst = changes.toSorted((a, b) => a.version - b.version);
  const newest = new Map(oldestFirst.map((change) => [keyOf(change), change]));
  return [...newest].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, change]) => change);
}
