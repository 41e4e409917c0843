import type { Language } from '@cartwright/languages';
import { valueIn, type Translations } from '../../languages/door.ts';
import type { SelectedOption } from './option.ts';

/** A variant with its product, as far as its title follows from them. */
interface Titled {
  readonly title: string;
  readonly selectedOptions: readonly SelectedOption[];
  readonly product: { readonly translations?: Translations | undefined };
}

/** The title of a variant in a language: the values of its options where any of them is translated, else as it is stored. */
export function titleIn({ title, selectedOptions, product }: Titled, language: Language): string {
  const values = selectedOptions.map((option) => valueIn(product, language, option));
  const isTranslated = values.some((value, at) => value !== selectedOptions[at]?.value);
  return isTranslated ? values.join(' / ') : title;
}
