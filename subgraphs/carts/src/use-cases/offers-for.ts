import type { Offer, StoreCurrency } from '../domain/cart.ts';
import { isId } from '../domain/is-id.ts';
import type { CartStore } from '../repository/carts-repository.ts';

/** What is known of the variants of these lines, by variant id; ids that can be none are passed over. */
export async function offersFor(
  store: CartStore,
  lines: readonly { readonly variantId: string }[],
  currency: StoreCurrency,
): Promise<ReadonlyMap<string, Offer>> {
  const variantIds = lines.map(({ variantId }) => variantId).filter(isId);
  return variantIds.length === 0 ? new Map() : store.offers(variantIds, currency);
}
