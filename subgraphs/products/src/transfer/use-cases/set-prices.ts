import { updatePricesOfVariants, type PriceOfVariant } from '../../pricing/door.ts';
import type { KnownVariant } from '../repository/known-products.ts';
import { Refusal } from '../rules/failure.ts';
import { messagesOf } from '../rules/outcome-messages.ts';
import type { PriceRecord } from '../rules/records.ts';
import { priceChange } from '../rules/variant-plan.ts';
import type { ImportOrder } from './import-order.ts';
import type { Within } from './within.ts';

/** What a variant does not cost yet. */
export type PriceToSet = PriceOfVariant;

/** The prices of a file that a variant has not got. @throws Refusal where they may not be changed */
export function pricesToSet(
  { maySetPrices }: ImportOrder,
  { id: variantId, prices }: Pick<KnownVariant, 'id' | 'prices'>,
  told: readonly PriceRecord[] = [],
): PriceToSet[] {
  const changes = told.flatMap((price) => priceChange(price, prices) ?? []);
  if (changes.length > 0 && !maySetPrices)
    throw new Refusal('Whoever began this import may not change prices.');
  return changes.map((change) => ({ variantId, ...change }));
}

/** Sets prices. @returns why some could not be, by their places */
export async function updatePrices(
  held: Within,
  { staffId, reason }: ImportOrder,
  prices: readonly PriceToSet[],
): Promise<ReadonlyMap<number, readonly string[]>> {
  if (prices.length === 0) return new Map();
  const outcomes = await updatePricesOfVariants(held, { staffId, reason, prices });
  const faults = outcomes
    .map((outcome, at) => ({ outcome, at }))
    .filter(({ outcome }) => outcome.kind !== 'updated');
  return new Map(faults.map(({ outcome, at }) => [at, messagesOf(outcome)]));
}
