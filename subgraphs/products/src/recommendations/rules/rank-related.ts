/** What is compared of a product with others. */
export interface ComparedProduct {
  readonly id: string;
  readonly categoryId: string;
  readonly productTypeId: string | null;
  readonly brand: string;
  readonly tags: readonly string[];
  /** What is said of it, as filters compare it. */
  readonly attributeTerms: readonly string[];
  /** Its lowest price, in minor units of a currency that is the same for all; null where it is not sold in it. */
  readonly priceMinor: number | null;
  /** By which it stands in lists of what sells best. */
  readonly score: number;
}

/** So many are given, since some may be sold out. */
const mostRelated = 40;

/** What is the most like a product first; of what is equally alike, what sells best. */
export function rankRelated(product: ComparedProduct, others: readonly ComparedProduct[]): string[] {
  return others
    .filter(({ id }) => id !== product.id)
    .map((other) => ({ ...other, likeness: likeness(product, other) }))
    .toSorted((a, b) => b.likeness - a.likeness || b.score - a.score || (a.id < b.id ? -1 : 1))
    .slice(0, mostRelated)
    .map(({ id }) => id);
}

/** 0 to 10. */
function likeness(one: ComparedProduct, other: ComparedProduct): number {
  const isOfCategory = one.categoryId === other.categoryId;
  const isOfType = one.productTypeId !== null && one.productTypeId === other.productTypeId;
  return (
    (isOfCategory ? 3 : 0) +
    (isOfType ? 1 : 0) +
    2 * shared(one.attributeTerms, other.attributeTerms) +
    2 * shared(one.tags, other.tags) +
    (one.brand === other.brand ? 1 : 0) +
    nearness(one.priceMinor, other.priceMinor)
  );
}

/** Which share of what either has both have: 0 to 1. */
function shared(one: readonly string[], other: readonly string[]): number {
  const [left, right] = [new Set(one), new Set(other)];
  const either = left.union(right).size;
  return either === 0 ? 0 : left.intersection(right).size / either;
}

/** 1 for the same price, a half for twice or half as much. */
function nearness(one: number | null, other: number | null): number {
  if (one === null || other === null) return 0;
  const higher = Math.max(one, other);
  return higher === 0 ? 1 : Math.min(one, other) / higher;
}
