import type { ProductBoost } from '../../../listing/door.ts';
import type { RelevantName, RelevantText } from '../prepared.ts';
import { idFrom, type Standpoint } from './conditions.ts';
import { anyOf, choice, hasOne, quoted, type Script } from './script.ts';
import { hasWords, isNamed, isNamedInOrder } from './words.ts';

/** More than words weigh with all boosts. */
const nameStep = 1_000_000_000_000;
/** More than the best name and its words, and a whole number that a double holds. */
const pinnedFit = 1_000_000_000_000_000;

/** Holds for what a text finds, and for what is pinned to it. */
export function isFoundBy({ tsquery, pinned }: RelevantText, standpoint: Standpoint = ''): Script {
  const words = hasWords(tsquery, standpoint);
  return pinned.length === 0 ? words : anyOf([words, hasOne(idFrom(standpoint), pinned)]);
}

/**
 * How well a product fits, as a whole number: pins in their order; then names that are the text, have its words in their order, or have
 * them all; among these by how its words weigh, what is in stock earlier, and staff's boosts.
 */
export function fitOf({ named, pinned, boosts }: RelevantText): Script {
  const unpinned = `(${named === null ? '0' : nameFit(named)} + ${weighed(boosts)})`;
  return pinned.reduceRight(
    (rest, id, index) => choice(`_key == ${quoted(id)}`, String(pinnedFit - index), rest),
    unpinned,
  );
}

function nameFit({ tsquery, phrase, key }: RelevantName): Script {
  const inOrder = choice(isNamedInOrder(phrase), String(2 * nameStep), String(nameStep));
  const best = choice(`nameKey == ${quoted(key)}`, String(3 * nameStep), inOrder);
  return choice(isNamed(tsquery), best, '0');
}

function weighed(boosts: readonly ProductBoost[]): Script {
  const factors = boosts.map(({ by, values, weight }) =>
    choice(anyOf(values.map((value) => matches(by, value))), String(weight), '1'),
  );
  return ['_score', choice('inStock', '100', '50'), ...factors].join(' * ');
}

function matches(by: ProductBoost['by'], value: string): Script {
  switch (by) {
    case 'id':
      return `_key == ${quoted(value)}`;
    case 'brand':
    case 'categoryId':
      return `${by} == ${quoted(value)}`;
    case 'tag':
      return `tags @ ${quoted(value)}`;
  }
}
