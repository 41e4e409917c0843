import { compareText, type Language } from '@cartwright/languages';
import type { Category, CategoryTree } from '../../catalogue/door.ts';
import { nameIn, type Translations } from '../../languages/door.ts';
import { wordsOf } from '../../search-settings/door.ts';

/** What somebody is typing, and in which language it is read. */
interface Typed {
  readonly text: string;
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
  { text, language }: Typed,
  limit: number,
): Thing[] {
  return best(
    things.map((thing) => withWords(thing, language)),
    wordsOf(text),
    limit,
  );
}

/** The words of a tree's names by language: a tree is read once a second at most, and never changes. */
const wordsOfTrees = new WeakMap<CategoryTree, Map<Language, WithWords<Category>[]>>();

/** Likewise for categories; of two alike the one that stands higher in the tree comes first. */
export function suggestCategories(tree: CategoryTree, { text, language }: Typed, limit: number): Category[] {
  const byLanguage = wordsOfTrees.get(tree) ?? new Map<Language, WithWords<Category>[]>();
  wordsOfTrees.set(tree, byLanguage);
  const known = byLanguage.get(language) ?? tree.walk().map((category) => withWords(category, language));
  byLanguage.set(language, known);
  return best(known, wordsOf(text), limit);
}

function withWords<Thing extends Named>(thing: Thing, language: Language): WithWords<Thing> {
  const name = nameIn(thing, language);
  return { thing, name, words: wordsOf(name) };
}

function best<Thing>(things: readonly WithWords<Thing>[], typed: readonly string[], limit: number): Thing[] {
  const [first] = typed;
  if (first === undefined) return [];
  const isLater = ({ words }: WithWords<Thing>) => (words[0]?.startsWith(first) === true ? 0 : 1);
  return things
    .filter(({ words }) => typed.every((beginning) => words.some((word) => word.startsWith(beginning))))
    .toSorted(
      (a, b) => isLater(a) - isLater(b) || a.words.length - b.words.length || compareText(a.name, b.name),
    )
    .slice(0, limit)
    .map(({ thing }) => thing);
}
