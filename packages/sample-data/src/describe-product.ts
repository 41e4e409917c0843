import type { Leaf } from './categories.ts';
import { hashText, type Random } from './random.ts';

/** The words that a product is called and described by. */
export interface ProductWords {
  title: string;
  brand: string;
  description: string;
}

/** Names and describes the nth product of a leaf; titles repeat only after 31 times the leaf's nouns. */
export function describeProduct({ spec, department }: Leaf, nth: number, random: Random): ProductWords {
  const offset = hashText(spec.slug) % department.series.length;
  const words = {
    series: at(department.series, offset + nth * 7),
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
  return { title, brand: words.brand, description };
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
