const change =
  /(?<!\b(?:for|key|do)\s)\b(insert\s+into|update|delete\s+from|merge\s+into)\s+(?:only\s+)?("?\w+"?(?:\."?\w+"?)?)/gi;

/** Whether a statement changes rows of a table, other than new ones, that the one before it changes too. */
export function changesAgain(before: string, text: string): boolean {
  const tables = new Set(changesOf(before).map(({ table }) => table));
  return changesOf(text).some(({ isInsert, table }) => !isInsert && tables.has(table));
}

const namedPart = /("?)(\w+)\1\s+as\s+(?:not\s+materialized\s+|materialized\s+)?\(/gi;

/** Whether both statements have a part of one name in their WITH, so that they cannot be one statement. */
export function sharesPartName(before: string, text: string): boolean {
  const names = partNamesOf(before);
  return names.size > 0 && partNamesOf(text).intersection(names).size > 0;
}

function partNamesOf(text: string): Set<string> {
  if (!/^\s*with\s/i.test(text)) return new Set();
  return new Set(Array.from(text.matchAll(namedPart), ([, , name = '']) => name));
}

function changesOf(text: string): { readonly isInsert: boolean; readonly table: string }[] {
  return Array.from(text.matchAll(change), ([, verb = '', table = '']) => ({
    isInsert: verb.toLowerCase().startsWith('insert'),
    table: table.replaceAll('"', ''),
  }));
}
