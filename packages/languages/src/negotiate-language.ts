import { basicFilter } from 'bcp-47-match';
import { findLanguage, languages, type Language } from './languages.ts';

/** One element of Accept-Language. */
interface Preference {
  /** A language range (RFC 4647, 2.1): `de`, `de-AT`, `*`. */
  readonly range: string;
  /** 0 to 1; 0 for what is not acceptable. */
  readonly quality: number;
}

/** Longer headers are cut off: nobody reads so many languages. */
const maxHeaderLength = 1_000;

/** Source: RFC 9110, 12.4.2 (weights) and 12.5.4; RFC 4647, 2.1. */
const element =
  /^(?<range>\*|[a-z]{1,8}(?:-[a-z0-9]{1,8})*)(?:[\t ]*;[\t ]*q=(?<quality>0(?:\.\d{0,3})?|1(?:\.0{0,3})?))?$/i;

/**
 * The language to answer an Accept-Language header in. What is not well formed is as if it were not there; a header that
 * accepts none of the store's languages is disregarded. Sources: RFC 9110, 12.5.4; RFC 4647, 3.4 (lookup).
 */
export function negotiateLanguage(acceptLanguage: string | undefined): Language {
  const preferences = readPreferences(acceptLanguage ?? '');
  const [refused, wanted] = [rangesOf(preferences, true), rangesOf(preferences, false)];
  const acceptable: readonly Language[] =
    refused.length === 0 ? languages : languages.filter((tag) => basicFilter(tag, refused).length === 0);
  const named = preferences.map(({ range }) => range).filter((range) => range !== '*');
  const unnamed = acceptable.filter((tag) => findLanguage([tag], named) === undefined);
  for (const range of wanted) {
    const found = range === '*' ? unnamed[0] : findLanguage(acceptable, [range]);
    if (found !== undefined) return found;
  }
  return acceptable[0] ?? languages[0];
}

/** The ranges that are refused, `*` aside (it speaks of no language by name), or those that are wanted, dearest first. */
function rangesOf(preferences: readonly Preference[], areRefused: boolean): string[] {
  return preferences
    .filter(({ range, quality }) => (areRefused ? quality === 0 && range !== '*' : quality > 0))
    .map(({ range }) => range);
}

/** In the order of their weights, and as they were written where those are equal. */
function readPreferences(header: string): Preference[] {
  return header
    .slice(0, maxHeaderLength)
    .split(',')
    .flatMap((text) => {
      const { range, quality = '1' } = element.exec(text.trim())?.groups ?? {};
      return range === undefined ? [] : [{ range, quality: Number(quality) }];
    })
    .toSorted((one, other) => other.quality - one.quality);
}
