/**
 * What spreadsheets take for the beginning of a formula, behind any apostrophes of ours
 * (https://owasp.org/www-community/attacks/CSV_Injection).
 */
const formula = /^'*[=+\-@\t\r\n＝＋－＠]/;
const neutralisedFormula = /^'+[=+\-@\t\r\n＝＋－＠]/;

/** A text as a cell that no spreadsheet runs: with an apostrophe before what would begin a formula. */
export function neutralised(text: string): string {
  return formula.test(text) ? `'${text}` : text;
}

/** The text that `neutralised` was given. */
export function restored(cell: string): string {
  return neutralisedFormula.test(cell) ? cell.slice(1) : cell;
}
