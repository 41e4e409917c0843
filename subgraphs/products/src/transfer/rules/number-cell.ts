/** A whole number that a cell holds; undefined for an empty one. */
export function wholeNumber(cell: string | undefined, name: string, faults: string[]): number | undefined {
  return numberOf(cell, /^\d{1,9}(?:\.0+)?$/, { name, faults });
}

/** How many pieces a cell tells, less than none where more are sold than there are; undefined for an empty one. */
export function pieces(cell: string | undefined, name: string, faults: string[]): number | undefined {
  return numberOf(cell, /^-?\d{1,9}(?:\.0+)?$/, { name, faults });
}

function numberOf(
  cell: string | undefined,
  pattern: RegExp,
  { name, faults }: { readonly name: string; readonly faults: string[] },
): number | undefined {
  if (cell === undefined || cell === '') return undefined;
  if (pattern.test(cell)) return Number(cell) + 0; // no negative zero
  faults.push(`${name} is no whole number: ${cell.slice(0, 40)}`);
  return undefined;
}
