import type { StoreCurrency } from '@cartwright/money';

/** One thing that a rule asks of a product; of several values any will do. */
export type CollectionCondition =
  | { readonly kind: 'BRAND'; readonly brands: readonly string[] }
  /** What lies below a category counts too. */
  | { readonly kind: 'CATEGORY'; readonly categoryIds: readonly string[] }
  | { readonly kind: 'TAG'; readonly tags: readonly string[] }
  | PriceCondition
  /** Whether some variant has a former, higher price. */
  | { readonly kind: 'REDUCED'; readonly isReduced: boolean }
  | { readonly kind: 'RATING'; readonly minimum: number }
  | { readonly kind: 'NEW'; readonly withinDays: number }
  | { readonly kind: 'FOR_SALE'; readonly isForSale: boolean };

/** What some variant costs, ends included; an end that is null is open. */
export interface PriceCondition {
  readonly kind: 'PRICE';
  readonly currency: StoreCurrency;
  readonly minMinor: number | null;
  readonly maxMinor: number | null;
}

/** What the products of a collection meet: all of its conditions, or any of them. */
export interface CollectionRule {
  readonly match: 'ALL' | 'ANY';
  readonly conditions: readonly CollectionCondition[];
}

/** How long a product stays new by a rule; null where that does not matter to it. */
export function newWithinDays({ conditions }: CollectionRule): number | null {
  return conditions.find((condition) => condition.kind === 'NEW')?.withinDays ?? null;
}

/** Whether prices matter to a rule. */
export function goesByPrices({ conditions }: CollectionRule): boolean {
  return conditions.some(({ kind }) => kind === 'PRICE' || kind === 'REDUCED');
}
