import { byName, isSameName, type Metafield } from '@cartwright/metafields/rules';

/** The metafields of a brand that takes up another one: its own, and those by names that it has none by. */
export function metafieldsOfBoth(own: readonly Metafield[], others: readonly Metafield[]): Metafield[] {
  const added = others.filter((one) => !own.some((other) => isSameName(one, other)));
  return [...own, ...added].toSorted(byName);
}
