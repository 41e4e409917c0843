import type { Leaf } from './categories.ts';
import { createRandom } from '@cartwright/random';

/** Where in the catalogue a product belongs. */
export interface ProductPlace {
  /** From 0, over the whole catalogue. */
  index: number;
  leaf: Leaf;
  /** From 0, within the leaf. */
  nth: number;
}

/** Deals products out to leaves in shuffled rounds, in which each leaf has as many turns as its share says. */
export function* productPlaces(leaves: readonly Leaf[], count: number): Generator<ProductPlace> {
  const turns = leaves.flatMap((leaf) =>
    Array.from({ length: leaf.spec.share }, (_, turn) => ({ leaf, turn })),
  );
  for (let round = 0; round * turns.length < count; round++) {
    const order = createRandom(`round:${round}`).shuffle(turns);
    for (const [at, { leaf, turn }] of order.entries()) {
      const index = round * turns.length + at;
      if (index < count) yield { index, leaf, nth: round * leaf.spec.share + turn };
    }
  }
}
