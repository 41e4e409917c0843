import { stringify } from 'csv-stringify/sync';
import { neutralised } from './formula.ts';

/** Rows of a table as RFC 4180 has them, each with its line break; numbers and texts, of which none begins a formula. */
export function csvLines(rows: readonly (readonly (string | number | null)[])[]): string {
  const cells = rows.map((row) => row.map((cell) => (cell === null ? '' : neutralised(String(cell)))));
  return stringify(cells, { record_delimiter: 'windows', quoted_match: /[\r\n;\t]|^\s|\s$/ });
}
