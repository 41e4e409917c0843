import { hashText } from './hash-text.ts';

/** A deterministic source of random numbers: equal seeds give equal sequences, on every machine. */
export interface Random {
  /** A fraction, at least 0 and less than 1. */
  readonly next: () => number;
  /** An integer, both bounds included. */
  readonly integer: (min: number, max: number) => number;
  /** True with the given probability, 0 (never) to 1 (always). */
  readonly chance: (probability: number) => boolean;
  /** One of a list. @throws RangeError when the list is empty */
  readonly pick: <Item>(items: readonly Item[]) => Item;
  /** One of a list, each as likely as its weight says. @throws RangeError when no weight is positive */
  readonly pickWeighted: <Item>(items: readonly (readonly [item: Item, weight: number])[]) => Item;
  /** The items in a random order, as a new list. */
  readonly shuffle: <Item>(items: readonly Item[]) => Item[];
  /** A source of its own, whose sequence does not depend on what was drawn here before. */
  readonly fork: (name: string) => Random;
}

/** Makes a source from a seed such as `product:42`. The generator is mulberry32; sample data depends on its output. */
export function createRandom(seed: string): Random {
  const next = mulberry32(hashText(seed));
  const integer = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1));
  return {
    next,
    integer,
    chance: (probability) => probability > 0 && next() < probability,
    pick: (items) => itemAt(items, integer(0, items.length - 1)),
    pickWeighted: (items) => pickWeighted(items, next),
    shuffle: (items) => shuffle(items, next),
    fork: (name) => createRandom(`${seed}/${name}`),
  };
}

/** https://gist.github.com/tommyettinger/46a874533244883189143505d203312c */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function itemAt<Item>(items: readonly Item[], index: number): Item {
  const item = items[index];
  if (item === undefined) throw new RangeError('Nothing to pick from.');
  return item;
}

function pickWeighted<Item>(items: readonly (readonly [Item, number])[], next: () => number): Item {
  let left = next() * items.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [item, weight] of items) if ((left -= weight) < 0) return item;
  throw new RangeError('Nothing to pick from.');
}

function shuffle<Item>(items: readonly Item[], next: () => number): Item[] {
  const keyed = items.map((item) => ({ item, key: next() }));
  return keyed.sort((left, right) => left.key - right.key).map(({ item }) => item);
}
