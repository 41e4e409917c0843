const change =
  /(?<!\b(?:for|key|do)\s)\b(insert\s+into|update|delete\s+from|merge\s+into)\s+(?:only\s+)?("?\w+"?(?:\."?\w+"?)?)/gi;

/** Whether a statement changes rows of a table, other than new ones, that the one before it changes too. */
export function changesAgain(before: string, text: string): boolean {
  const tables = new Set(changesOf(before).map(({ table }) => table));
  return changesOf(text).some(({ isInsert, table }) => !isInsert && tables.has(table));
}

function changesOf(text: string): { readonly isInsert: boolean; readonly table: string }[] {
  return Array.from(text.matchAll(change), ([, verb = '', table = '']) => ({
    isInsert: verb.toLowerCase().startsWith('insert'),
    table: table.replaceAll('"', ''),
  }));
}
