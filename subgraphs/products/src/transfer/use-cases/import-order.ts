/** What the whole import says of each of its lines. */
export interface ImportOrder {
  readonly staffId: string;
  readonly reason: string | null;
  /** For new products whose own category is not known; null for none. */
  readonly categoryId: string | null;
  readonly maySetPrices: boolean;
}

/** What was done. */
export interface Imported {
  readonly outcome: 'CREATED' | 'UPDATED' | 'UNCHANGED';
  readonly productId: string;
}
