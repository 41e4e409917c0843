import type { Leaf } from '../categories.ts';
import { materials, nouns } from './product-words.ts';
import { aboutCategory, aboutDepartment } from './sentences.ts';

/** How a product is called and described in German. */
export interface GermanWords {
  title: string;
  description: string;
}

/** Says in German what the words of a product say in English; names of series and brands stay. */
export function describeInGerman(
  { spec, department }: Pick<Leaf, 'spec' | 'department'>,
  words: {
    readonly series: string;
    readonly noun: string;
    readonly material: string;
    readonly brand: string;
  },
): GermanWords {
  const noun = wordFor(nouns, words.noun);
  // A title of its own is that of a book, which is made of nothing.
  const title =
    spec.title === undefined
      ? `${words.series} ${noun} ${wordFor(materials, words.material)}`
      : `${words.series}: ${noun}`;
  const sentences = [wordFor(aboutCategory, spec.slug), wordFor(aboutDepartment, department.slug)];
  return { title, description: `${sentences.join(' ')} Von ${words.brand}.` };
}

function wordFor(known: Readonly<Record<string, string>>, word: string): string {
  const found = known[word];
  if (found === undefined) throw new Error(`The sample shop has no German for "${word}".`);
  return found;
}
