import { germanNameOf, germanOption, germanValue, type SampleProduct } from '@cartwright/sample-data';
import { textKey } from '../languages/door.ts';

/** A text by its key; none where it is called the same in German, or nothing is known of it. */
function textOf(key: string, german: string | undefined): [string, string][] {
  return german === undefined ? [] : [[key, german]];
}

/** All texts of a sample product in German. */
export function germanTexts({ german, options }: SampleProduct): Record<string, string> {
  return Object.fromEntries([
    ...textOf('NAME', german.title),
    ...textOf('DESCRIPTION', german.description),
    ...options.flatMap(({ name, values }) => [
      ...textOf(textKey('OPTION', [name]), germanOption(name)),
      ...values.flatMap((value) => textOf(textKey('OPTION_VALUE', [name, value]), germanValue(value))),
    ]),
  ]);
}

/** What something that has a name is called in German, and what is said of it, as its translations. */
export function germanPage({ name, description }: { readonly name: string; readonly description?: string }) {
  const texts = [
    ...textOf('NAME', germanNameOf(name)),
    ...(description === undefined ? [] : textOf('DESCRIPTION', germanNameOf(description))),
  ];
  return texts.length === 0 ? {} : { de: Object.fromEntries(texts) };
}

/** The texts of an attribute of the sample shop in German. */
export function germanAttribute({
  name,
  description,
  choices,
}: {
  readonly name: string;
  readonly description: string;
  readonly choices: readonly { readonly value: string; readonly name: string }[];
}) {
  const page = germanPage({ name, description });
  const words = choices.flatMap((choice) =>
    textOf(textKey('ATTRIBUTE_CHOICE', [choice.value]), germanNameOf(choice.name)),
  );
  return { de: { ...page.de, ...Object.fromEntries(words) } };
}
