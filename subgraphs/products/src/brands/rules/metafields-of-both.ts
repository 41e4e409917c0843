import { byName, isSameName, type Metafield } from '@cartwright/metafields/rules';

/** What becomes of metafields where one brand takes up another one. */
export interface MetafieldsOfBoth {
  /** Its own, and the other's by names that it has none by. */
  readonly kept: Metafield[];
  /** The other's by names that it has some by. */
  readonly dropped: Metafield[];
}

/** The metafields of a brand that takes up another one, and what is left of the other's. */
export function metafieldsOfBoth(own: readonly Metafield[], others: readonly Metafield[]): MetafieldsOfBoth {
  const isOwn = (one: Metafield) => own.some((other) => isSameName(one, other));
  const added = others.filter((one) => !isOwn(one));
  return { kept: [...own, ...added].toSorted(byName), dropped: others.filter(isOwn) };
}
