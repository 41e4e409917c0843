import { expressionBuilder, type Expression, type SqlBool } from 'kysely';
import type { Tables } from '../../tables.ts';
import { isByBuyer } from './purchases.ts';

/** Which of a product's reviews to list; null does not narrow. */
export interface ReviewFilter {
  /** 1 to 5 stars. */
  readonly rating: number | null;
  /** Whether their authors bought the product. */
  readonly isVerifiedPurchase: boolean | null;
}

/** What filters have in common that one statement can serve. */
export function kindOf({ rating, isVerifiedPurchase }: ReviewFilter): string {
  return `${rating === null ? '' : 'stars'} ${isVerifiedPurchase}`;
}

interface Joined {
  readonly r: Tables['reviews'];
  readonly wanted: { readonly stars: number };
}
const eb = expressionBuilder<Joined, 'r' | 'wanted'>();

/** Holds for the reviews, named `r`, that a filter of this kind lets pass; the stars are those of the row `wanted`. */
export function filtered({ rating, isVerifiedPurchase }: ReviewFilter): Expression<SqlBool> {
  return eb.and([
    ...(rating === null ? [] : [eb('r.rating', '=', eb.ref('wanted.stars'))]),
    ...(isVerifiedPurchase === null ? [] : [isVerifiedPurchase ? isByBuyer() : eb.not(isByBuyer())]),
  ]);
}
