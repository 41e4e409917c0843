import { textKey } from '../../languages/door.ts';

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
