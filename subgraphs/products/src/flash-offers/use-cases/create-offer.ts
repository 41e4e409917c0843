import { readReason, recordStaffAction } from '@cartwright/audit';
import { isId } from '@cartwright/graph';
import { newOpaqueToken } from '@cartwright/identity';
import { invalidField, invalidInput, type InvalidInput } from '@cartwright/input';
import { mostSales, type HeldPrices } from '../../pricing/door.ts';
import { findOpenOffer, insertOffer, isBundle } from '../repository/offers.ts';
import type { FlashOffer } from '../rules/flash-offer.ts';
import { readOffer, type CheckedOffer, type OfferInput } from '../rules/offer-input.ts';
import { holdVariant, stateOf, type Dependencies } from './held-offer.ts';

/** An offer that is to be. */
export interface CreateOffer extends OfferInput {
  readonly staffId: string;
  readonly reason?: string | null | undefined;
}

/** What came of it. */
export type CreateOfferOutcome =
  | { readonly kind: 'created'; readonly offer: FlashOffer }
  | { readonly kind: 'variant-not-found' }
  | { readonly kind: 'offer-open'; readonly offerId: string }
  | { readonly kind: 'too-many-sales'; readonly limit: number }
  | { readonly kind: 'sale-overlaps'; readonly saleIds: readonly string[] }
  | InvalidInput;

/** Plans an offer, which begins at once if it is time, with its price and its entry in the audit trail. */
export async function createOffer(
  dependencies: Dependencies,
  { staffId, reason, ...input }: CreateOffer,
): Promise<CreateOfferOutcome> {
  const why = readReason(reason);
  if (why.kind === 'invalid-input') return why;
  const read = readOffer(input, dependencies.now());
  if (read.kind === 'invalid-input') return read;
  const { variantId } = read.value;
  if (!isId(variantId)) return { kind: 'variant-not-found' };
  return holdVariant<CreateOfferOutcome>(dependencies, variantId, async (held) => {
    const made = await plan(held, read.value, dependencies.newId());
    await held.store();
    if (made.kind !== 'created') return made;
    await insertOffer(held.tx, made.offer);
    const entry = { staffId, operation: 'flashOfferCreate', target: variantId, at: held.now, ...why.value };
    await recordStaffAction('products', held, { ...entry, before: null, after: stateOf(made.offer) });
    return made;
  });
}

async function plan(
  { tx, book, variantIds, now }: HeldPrices,
  checked: CheckedOffer,
  id: string,
): Promise<CreateOfferOutcome> {
  const { variantId } = checked;
  if (!variantIds.has(variantId)) return { kind: 'variant-not-found' };
  if (await isBundle(tx, variantId)) {
    const message = 'Bundles have no flash offers: make one of a part, or a sale of the bundle.';
    return invalidInput(invalidField(['variantId'], 'INVALID_VALUE', message));
  }
  const open = await findOpenOffer(tx, variantId);
  if (open !== undefined) return { kind: 'offer-open', offerId: open.id };
  const price = book.priceOf(checked);
  if (price === undefined || price.amountMinor <= checked.amountMinor) {
    const message = 'Please give less than what the variant costs in this currency.';
    return invalidInput(invalidField(['price', 'amount'], 'OUT_OF_RANGE', message));
  }
  if (book.hasMostSales(variantId)) return { kind: 'too-many-sales', limit: mostSales };
  const { currency, amountMinor, startsAt, endsAt } = checked;
  const sale = { id, variantId, currency, amountMinor, compareAtMinor: null, startsAt, endsAt };
  const overlapped = book.plan(sale, now);
  if (overlapped.length > 0) return { kind: 'sale-overlaps', saleIds: overlapped.map((other) => other.id) };
  const drawSeed = checked.isQueued ? newOpaqueToken() : null;
  const untouched = { reserved: 0, sold: 0, endedAt: null, version: 1 };
  return { kind: 'created', offer: { id, ...checked, drawSeed, ...untouched, createdAt: now } };
}
