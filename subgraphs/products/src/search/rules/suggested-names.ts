import { compareText, type Language } from '@cartwright/languages';
import type { Category, CategoryTree } from '../../catalogue/door.ts';
import { nameIn, type Translations } from '../../languages/door.ts';
import { wordsOf } from '../../search-settings/door.ts';

/** What somebody is typing, and in which language it is read. */
export interface TypedName {
  /** As typed, and what staff hold for the same: the earlier one fits better. */
  readonly readings: readonly string[];
  readonly language: Language;
}

interface Named {
  readonly name: string;
  readonly translations?: Translations;
}

/** Something with the words of its name in one language. */
interface WithWords<Thing> {
  readonly thing: Thing;
  readonly name: string;
  readonly words: readonly string[];
}

/** Things that have, in their names in a language, a word that begins with each that is typed; first those that begin with the first of them. */
export function suggestNamed<Thing extends Named>(
  things: readonly Thing[],
  { readings, language }: TypedName,
  limit: number,
): Thing[] {
  return best(
    things.map((thing) => withWords(thing, language)),
    readings.map(wordsOf),
    limit,
  );
}

/** The words of a tree's names by language: a tree is read once a second at most, and never changes. */
const wordsOfTrees = new WeakMap<CategoryTree, Map<Language, WithWords<Category>[]>>();

/** Likewise for categories; of two alike the one that stands higher in the tree comes first. */
export function suggestCategories(
  tree: CategoryTree,
  { readings, language }: TypedName,
  limit: number,
): Category[] {
  const byLanguage = wordsOfTrees.get(tree) ?? new Map<Language, WithWords<Category>[]>();
  wordsOfTrees.set(tree, byLanguage);
  const known = byLanguage.get(language) ?? tree.walk().map((category) => withWords(category, language));
  byLanguage.set(language, known);
  return best(known, readings.map(wordsOf), limit);
}

function withWords<Thing extends Named>(thing: Thing, language: Language): WithWords<Thing> {
  const name = nameIn(thing, language);
  return { thing, name, words: wordsOf(name) };
}

function best<Thing>(
  things: readonly WithWords<Thing>[],
  readings: readonly (readonly string[])[],
  limit: number,
): Thing[] {
  return things
    .flatMap((thing) => {
      const reading = readings.findIndex((typed) => isBegunBy(thing, typed));
      const first = readings[reading]?.[0];
      if (first === undefined) return [];
      return [{ ...thing, reading, place: thing.words[0]?.startsWith(first) === true ? 0 : 1 }];
    })
    .toSorted(
      (a, b) =>
        a.reading - b.reading ||
        a.place - b.place ||
        a.words.length - b.words.length ||
        compareText(a.name, b.name),
    )
    .slice(0, limit)
    .map(({ thing }) => thing);
}

function isBegunBy({ words }: WithWords<unknown>, typed: readonly string[]): boolean {
  return typed.length > 0 && typed.every((beginning) => words.some((word) => word.startsWith(beginning)));
}
