import { isId } from '@cartwright/graph';
import type { Parts } from '../../parts.ts';
import { changePrices, type HeldPrices } from '../../pricing/door.ts';
import { findOffer, lockStockOf } from '../repository/offers.ts';
import type { FlashOffer } from '../rules/flash-offer.ts';

/** What offers are changed with. */
export type Dependencies = Pick<Parts, 'database' | 'messaging' | 'newId' | 'now'>;

/** Changes the prices of a variant while nobody else moves its stock, so that what is left of its offers stays. */
export function holdVariant<Outcome>(
  dependencies: Dependencies,
  variantId: string,
  change: (held: HeldPrices) => Promise<Outcome>,
): Promise<Outcome> {
  return changePrices(dependencies, [variantId], change, (tx) => lockStockOf(tx, variantId));
}

/** Changes an offer that nobody else changes meanwhile. */
export async function holdOffer<Outcome>(
  dependencies: Dependencies,
  id: string,
  change: (held: HeldPrices, offer: FlashOffer) => Promise<Outcome>,
): Promise<Outcome | { readonly kind: 'not-found' }> {
  const known = isId(id) ? await findOffer(dependencies.database.statements, id) : undefined;
  if (known === undefined) return { kind: 'not-found' };
  return holdVariant<Outcome | { readonly kind: 'not-found' }>(
    dependencies,
    known.variantId,
    async (held) => {
      const offer = await findOffer(held.tx, id);
      return offer === undefined ? { kind: 'not-found' } : change(held, offer);
    },
  );
}

/** What the trail keeps of an offer. */
export function stateOf(offer: FlashOffer) {
  const { id, currency, amountMinor, budget, limitPerCustomer, isQueued, startsAt, endsAt, endedAt } = offer;
  const times = { startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() };
  const ended = { endedAt: endedAt?.toISOString() ?? null };
  return { id, currency, amountMinor, budget, limitPerCustomer, isQueued, ...times, ...ended };
}
