import type { CategoryTree } from '../../catalogue/door.ts';
import type { CollectionCondition, CollectionRule, PriceCondition } from './collection-rule.ts';

/** What rules go by of a product. */
export interface ProductFacts {
  readonly id: string;
  /** Whether shoppers see it. */
  readonly isShown: boolean;
  readonly brand: string;
  readonly categoryId: string;
  readonly tags: readonly string[];
  readonly rating: number;
  readonly createdAt: Date;
  readonly isForSale: boolean;
  readonly prices: readonly FactPrice[];
}

/** What one variant costs in one currency, in minor units. */
export interface FactPrice {
  readonly currency: string;
  readonly amountMinor: number;
  readonly compareAtMinor: number | null;
}

/** When it is judged, and by which tree of categories. */
export interface Judging {
  readonly at: Date;
  readonly tree: CategoryTree;
}

const dayMs = 24 * 60 * 60 * 1_000;

/** Whether a product belongs to a collection with a rule; what shoppers do not see belongs to none. */
export function meetsRule(rule: CollectionRule, facts: ProductFacts, judging: Judging): boolean {
  if (!facts.isShown) return false;
  const isMet = (condition: CollectionCondition) => meets(condition, facts, judging);
  return rule.match === 'ALL' ? rule.conditions.every(isMet) : rule.conditions.some(isMet);
}

function meets(condition: CollectionCondition, facts: ProductFacts, { at, tree }: Judging): boolean {
  switch (condition.kind) {
    case 'BRAND':
      return condition.brands.includes(facts.brand);
    case 'CATEGORY':
      return tree.path(facts.categoryId).some(({ id }) => condition.categoryIds.includes(id));
    case 'TAG':
      return condition.tags.some((tag) => facts.tags.includes(tag));
    case 'PRICE':
      return facts.prices.some((price) => costs(condition, price));
    case 'REDUCED':
      return facts.prices.some(isReduced) === condition.isReduced;
    case 'RATING':
      return facts.rating >= condition.minimum;
    case 'NEW':
      return facts.createdAt.getTime() > at.getTime() - condition.withinDays * dayMs;
    case 'FOR_SALE':
      return facts.isForSale === condition.isForSale;
  }
}

function costs({ currency, minMinor, maxMinor }: PriceCondition, price: FactPrice): boolean {
  if (price.currency !== currency) return false;
  return price.amountMinor >= (minMinor ?? 0) && price.amountMinor <= (maxMinor ?? Infinity);
}

function isReduced({ amountMinor, compareAtMinor }: FactPrice): boolean {
  return compareAtMinor !== null && compareAtMinor > amountMinor;
}
