import { textKey } from '../../languages/door.ts';
import { readOptionKey, type ProductChoice } from '../../listing/door.ts';
import type { FacetCount } from './facet-count.ts';

/** Texts in the reader's language, by the keys that translations have. */
export type OptionTexts = ReadonlyMap<string, string>;

/** What texts there are where nothing is translated. */
export const noTexts: OptionTexts = new Map();

/** What an option is called. */
export function optionLabel(texts: OptionTexts, option: string): string {
  return texts.get(textKey('OPTION', [option])) ?? option;
}

/** What a value of an option is called. */
export function optionValueLabel(texts: OptionTexts, option: string, value: string): string {
  return texts.get(textKey('OPTION_VALUE', [option, value])) ?? value;
}

/** The keys of all texts that facets of options may show. */
export function optionTextKeys(counts: readonly FacetCount[], { options }: ProductChoice): string[] {
  const counted = counts.filter(({ facet }) => facet === 'option').map(({ value }) => readOptionKey(value));
  const chosen = options.flatMap(({ name, values }) => values.map((value) => ({ name, value })));
  const keys = [...counted, ...chosen].flatMap(({ name, value }) => [
    textKey('OPTION', [name]),
    textKey('OPTION_VALUE', [name, value]),
  ]);
  return [...new Set(keys)];
}
