/** How often another product is in the latest orders of one. */
export interface Companion {
  readonly productId: string;
  /** How many of these orders have both: 1 or more. */
  readonly together: number;
  /** How many orders the other has at all. */
  readonly orders: number;
}

/** One order says nothing: it may be chance. */
export const leastTogether = 2;

/** As if each product had been in so many orders more, without the other: what is seldom sold does not come first by two lucky orders. */
const priorOrders = 10;

/** So many are kept of each product, since some may be sold out or taken from the shop. */
const mostCompanions = 40;

/**
 * What is bought with a product, the best first. For one product, lift goes by which share of the other's orders have both; what is in
 * every second order is in many orders with this one, too, and stands behind what is hardly sold without it.
 */
export function rankCompanions(companions: readonly Companion[]): string[] {
  return companions
    .filter(({ together }) => together >= leastTogether)
    .toSorted((one, other) => affinity(other) - affinity(one) || (one.productId < other.productId ? -1 : 1))
    .slice(0, mostCompanions)
    .map(({ productId }) => productId);
}

function affinity({ together, orders }: Companion): number {
  return together / (Math.max(orders, together) + priorOrders);
}
