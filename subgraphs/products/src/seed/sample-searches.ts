import type { TermCount } from '../search-terms/door.ts';

/** What shoppers of the sample shop have searched for: a text, how often, and how often in vain. */
const searches = {
  en: [
    ['ceramic mug', 41, 0],
    ['mug', 38, 0],
    ['sneakers', 33, 0],
    ['black t-shirt', 27, 0],
    ['backpack', 24, 0],
    ['headphones', 19, 0],
    ['gift card', 12, 12],
    ['umbrella', 7, 7],
  ],
  de: [
    ['becher', 16, 0],
    ['rucksack', 11, 0],
    ['kopfhörer', 9, 0],
    ['gutschein', 6, 6],
  ],
} as const;

/** The same as processes count them, of seven visitors each. */
export function sampleSearches(): TermCount[] {
  return Object.entries(searches).flatMap(([language, terms]) =>
    terms.map(([term, count, unanswered]) => ({
      language: language as keyof typeof searches,
      term,
      searches: count,
      answered: count - unanswered,
      unanswered,
      visitorBits: 0b111_1111n,
    })),
  );
}
