/** Between an attribute's key and a value, as the database has them; no key and no value holds it. */
export const termSeparator = '\u001F';

/** An attribute's value as lists and facets compare it. */
export function attributeTerm(key: string, value: string): string {
  return `${key}${termSeparator}${value}`;
}

/** The attribute and the value of such a text. */
export function readAttributeTerm(term: string): { readonly key: string; readonly value: string } {
  const at = term.indexOf(termSeparator);
  return { key: term.slice(0, at), value: term.slice(at + 1) };
}

const dayMs = 24 * 60 * 60 * 1_000;

/** The days since 1970 of a date like `2026-12-31`, by which ranges compare dates; NaN for what is none. */
export function daysOf(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / dayMs;
}
