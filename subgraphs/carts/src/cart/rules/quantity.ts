/** The most pieces of one variant that a cart takes. */
export const maxQuantity = 99;

/** The most variants that a cart takes. */
export const maxLines = 200;

/** A quantity as a cart can hold it; `limit` says what lowered it, null when nothing did. */
export interface ClampedQuantity {
  readonly quantity: number;
  readonly limit: 'cart' | 'stock' | null;
}

/** Lowers a quantity to what a cart takes and to what is known to be available (null: not known). */
export function clampQuantity(wanted: number, available: number | null): ClampedQuantity {
  const inStock = available ?? maxQuantity;
  if (wanted > inStock && inStock < maxQuantity) return { quantity: inStock, limit: 'stock' };
  if (wanted > maxQuantity) return { quantity: maxQuantity, limit: 'cart' };
  return { quantity: wanted, limit: null };
}
