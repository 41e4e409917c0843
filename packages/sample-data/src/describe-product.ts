import type { Leaf } from './categories.ts';
import { describeInGerman, type GermanWords } from './german/describe-in-german.ts';
import { hashText, type Random } from '@cartwright/random';

/** The words that a product is called and described by. */
export interface ProductWords {
  title: string;
  brand: string;
  description: string;
  german: GermanWords;
}

/** Names and describes the nth product of a leaf; titles repeat only after 31² times the leaf's nouns. */
export function describeProduct({ spec, department }: Leaf, nth: number, random: Random): ProductWords {
  const offset = hashText(spec.slug) % department.series.length;
  const words = {
    series: seriesOf(
      department.series,
      offset + nth * 7,
      Math.floor(nth / (department.series.length * spec.nouns.length)),
    ),
    noun: at(spec.nouns, offset + nth),
    material: random.pick(spec.materials),
    brand: random.pick(department.brands),
  };
  const title = fill(spec.title ?? '{series} {material} {noun}', words);
  const [first = '', second = ''] = random.shuffle(spec.details);
  const sentences = [random.pick(spec.openings), first];
  if (random.chance(0.45)) sentences.push(second);
  if (random.chance(0.6)) sentences.push(random.pick(department.closings));
  const description = fill(sentences.join(' '), { ...words, material: words.material.toLowerCase() });
  return { title, brand: words.brand, description, german: describeInGerman({ spec, department }, words) };
}

/** One word while series and noun make pairs that are new, then two: `Harbour`, `Harbour Drift`. */
function seriesOf(series: readonly string[], position: number, cycle: number): string {
  const first = at(series, position);
  return cycle % series.length === 0 ? first : `${first} ${at(series, position + cycle)}`;
}

function at<Item>(items: readonly Item[], position: number): Item {
  const item = items[position % items.length];
  if (item === undefined) throw new RangeError('An empty word list.');
  return item;
}

function fill(template: string, words: Readonly<Record<string, string>>): string {
  return template.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const word = words[name];
    if (word === undefined) throw new Error(`No word for {${name}} in "${template}".`);
    return word;
  });
}
