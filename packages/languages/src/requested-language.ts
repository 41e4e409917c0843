import type { Language } from './languages.ts';
import { negotiateLanguage } from './negotiate-language.ts';

/** Browsers send a few hundred different headers; what is sent at random must not fill the memory. */
const maxKnown = 1_000;
const maxKnownLength = 200;
const known = new Map<string, Language>();

/** The language that the texts of an answer are in, by the headers of the request. */
export function requestedLanguage(headers: Readonly<Record<string, unknown>>): Language {
  const header = headers['accept-language'];
  if (typeof header !== 'string') return negotiateLanguage(undefined);
  const found = known.get(header);
  if (found !== undefined) return found;
  const language = negotiateLanguage(header);
  if (header.length > maxKnownLength) return language;
  if (known.size >= maxKnown) known.clear();
  known.set(header, language);
  return language;
}
