import { createRandom } from '@cartwright/random';

/** What is known of a product where orders are made up. */
export interface TastedProduct {
  readonly id: string;
  readonly categoryId: string;
  readonly brand: string;
}

/** What shoppers did, the earliest first; each is some products, the one that it began with first. */
export interface Behaviour {
  readonly orders: readonly (readonly string[])[];
  /** Two products that somebody looked at one after the other. */
  readonly looks: readonly (readonly [string, string])[];
}

/** Which share of orders has something beside its first product that goes with it by the hidden taste. */
const companionShare = 0.5;
/** Which share of orders has something popular beside it, whatever it is. */
const popularShare = 0.5;
/** Which share of looks goes on to a product of the same category; others go to what is popular. */
const sameCategoryShare = 0.7;
/** Of these, which share goes on to one of the same brand where there is one. */
const sameBrandShare = 0.5;
const groupSize = 4;

/**
 * Makes up what shoppers do by tastes that nothing else tells of: products have different popularity, and groups of four across the catalogue go
 * together. Seeded, so that it is the same each time.
 */
export function behaviourOf(products: readonly TastedProduct[], count: number, seed: string): Behaviour {
  const random = createRandom(seed);
  const chance = (share: number) => random.integer(1, 1_000) <= share * 1_000;
  const oneOf = <One>(from: readonly One[]): One => from[random.integer(0, from.length - 1)] as One;
  const shuffled = products
    .map((product) => ({ product, at: random.integer(0, 1_000_000) }))
    .toSorted((one, other) => one.at - other.at)
    .map(({ product }) => product);
  const groupOf = new Map(
    shuffled.map(({ id }, place) => {
      const start = place - (place % groupSize);
      return [id, shuffled.slice(start, start + groupSize).filter((one) => one.id !== id)];
    }),
  );
  const byPopularity = shuffled.toSorted((one, other) => (one.id.slice(-6) < other.id.slice(-6) ? -1 : 1));
  /** The first are popular: a product in the middle is taken a third as often as one at the top. */
  const popular = () => {
    const place = Math.min(...[0, 1, 2].map(() => random.integer(0, byPopularity.length - 1)));
    return byPopularity[place] as TastedProduct;
  };
  const order = (): string[] => {
    const first = popular();
    const beside = [
      ...(chance(companionShare)
        ? [oneOf([...(groupOf.get(first.id) ?? []), first].slice(0, groupSize - 1))]
        : []),
      ...(chance(popularShare) ? [popular()] : []),
    ];
    return [...new Set([first, ...beside].map(({ id }) => id))];
  };
  const look = (): readonly [string, string] => {
    const first = popular();
    const alike = products.filter(({ id, categoryId }) => id !== first.id && categoryId === first.categoryId);
    if (alike.length === 0 || !chance(sameCategoryShare)) return [first.id, popular().id];
    const ofBrand = alike.filter(({ brand }) => brand === first.brand);
    return [first.id, oneOf(ofBrand.length > 0 && chance(sameBrandShare) ? ofBrand : alike).id];
  };
  return {
    orders: Array.from({ length: count }, order),
    looks: Array.from({ length: count }, look),
  };
}

/** How well lists foretell what comes with or after a product. */
export interface Figures {
  /** Which share of what came was among the ten. */
  readonly hitRate: number;
  /** The mean of one divided by the place of what came, 0 where it was not among the ten. */
  readonly reciprocalRank: number;
}

/** Judges lists of ten by what came with or after each product. */
export function judgeLists(
  listFor: (id: string) => readonly string[],
  pairs: readonly (readonly [string, string])[],
): Figures {
  const places = pairs.map(([first, then]) => listFor(first).slice(0, 10).indexOf(then));
  const mean = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;
  return {
    hitRate: mean(places.map((place) => (place < 0 ? 0 : 1))),
    reciprocalRank: mean(places.map((place) => (place < 0 ? 0 : 1 / (place + 1)))),
  };
}
