import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';

/** Several texts in one cell, with commas between them; one with a comma of its own stands in quotes. */
export function listCell(texts: readonly string[]): string {
  if (texts.length === 0) return '';
  return stringify([texts], { record_delimiter: '', delimiter: ', ', quoted_match: /[,\r\n]/ });
}

const options = { trim: true, relax_column_count: true };

/** The texts of such a cell, without what is empty; undefined where its quotes do not end. */
export function readListCell(cell: string): string[] | undefined {
  try {
    const rows: string[][] = parse(cell.replaceAll(/[\r\n]+/g, ' '), options);
    return rows.flat().filter((text) => text !== '');
  } catch {
    return undefined;
  }
}
