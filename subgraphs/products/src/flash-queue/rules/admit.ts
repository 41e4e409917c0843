/** So long an admission holds its pieces: time to place an order, and no more. */
export const admissionMs = 3 * 60_000;

/** What may be given of an offer whose stock is held. */
export interface Givable {
  readonly budget: number;
  readonly reserved: number;
  readonly sold: number;
  readonly limitPerCustomer: number;
  /** What may be sold of the variant at any price. */
  readonly available: number;
  /** What admissions that are not over hold. */
  readonly admitted: number;
}

/** How many pieces of an offer are neither sold, reserved nor admitted, as far as there is stock for them. */
export function freePieces({
  budget,
  reserved,
  sold,
  available,
  admitted,
}: Omit<Givable, 'limitPerCustomer'>) {
  return Math.max(0, Math.min(budget - reserved - sold, available) - admitted);
}

/**
 * How many pieces each of those whose turn it is may order, the first of the queue first: as many as one buyer may have, and the last
 * what is left.
 * @param most so many are admitted at once
 */
export function admissionsOf(givable: Givable, most: number): number[] {
  const { limitPerCustomer } = givable;
  const free = freePieces(givable);
  const length = Math.min(most, Math.ceil(free / limitPerCustomer));
  return Array.from({ length }, (_, index) => Math.min(limitPerCustomer, free - index * limitPerCustomer));
}
