const remedy = 'see whether that is meant, then run `node stack/src/checks/check-databases.ts --write`';

/** What keeps a stored list, one entry a line, from being this one: each entry that is new or gone, and what to do. */
export function compareList(stored: string, entries: readonly string[]): string[] {
  const known = stored.split('\n').filter((line) => line !== '');
  const added = entries.filter((entry) => !known.includes(entry)).map((entry) => `lacks "${entry}"`);
  const gone = known.filter((entry) => !entries.includes(entry)).map((entry) => `still has "${entry}"`);
  return [...added, ...gone].map((difference) => `beyond-schema.txt ${difference}: ${remedy}`);
}
