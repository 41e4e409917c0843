import { readReason, recordStaffAction } from '@cartwright/audit';
import { isId } from '@cartwright/graph';
import { invalidField, type InvalidField, type InvalidInput } from '@cartwright/input';
import { readPriceChange, type PriceChange, type PriceChangeInput } from '../rules/price-change.ts';
import { changePrices, type Dependencies, type HeldPrices } from './change-prices.ts';

/** Prices to be set, now or later, for a while or for good. */
export interface UpdateVariantPrices {
  readonly staffId: string;
  readonly prices: readonly PriceChangeInput[];
  readonly reason?: string | null | undefined;
}

/** Why a price was not set. */
export type PriceFault =
  | { readonly kind: 'variant-not-found'; readonly variantId: string }
  | { readonly kind: 'sale-overlaps'; readonly saleIds: readonly string[] }
  | { readonly kind: 'invalid-input'; readonly fields: readonly InvalidField[] };

/** What came of one price; undefined where it was set, or is planned. */
export type PriceResult = PriceFault | undefined;

/** What came of it, aligned with what was asked for. */
export type UpdateVariantPricesOutcome =
  { readonly kind: 'updated'; readonly results: readonly PriceResult[] } | InvalidInput;

/** Sets prices in one transaction, those that can be set, each with its entry in the audit trail, and announces their variants. */
export async function updateVariantPrices(
  dependencies: Dependencies,
  { staffId, prices, reason }: UpdateVariantPrices,
): Promise<UpdateVariantPricesOutcome> {
  const why = readReason(reason);
  if (why.kind === 'invalid-input') return why;
  const ids = prices.map(({ variantId }) => variantId).filter(isId);
  return changePrices(dependencies, [...new Set(ids)], async (held) => {
    const { book, store, tx, send, now: at } = held;
    const before = prices.map(({ variantId, price }) =>
      book.stateOf({ variantId, currency: price.currencyCode }),
    );
    const results = prices.map((price, index) => changePrice(dependencies, held, { price, index }));
    await store();
    for (const [index, result] of results.entries()) {
      if (result.kind !== 'changed') continue;
      const { change: after } = result;
      const entry = { staffId, operation: 'variantPricesUpdate', target: after.variantId, at, ...why.value };
      const states = { before: before[index], after: stateOf(after) };
      await recordStaffAction('products', { tx, send }, { ...entry, ...states });
    }
    return { kind: 'updated', results: results.map((one) => (one.kind === 'changed' ? undefined : one)) };
  });
}

type Changed = { readonly kind: 'changed'; readonly change: PriceChange } | PriceFault;

function changePrice(
  { newId }: Pick<Dependencies, 'newId'>,
  { book, now, variantIds }: HeldPrices,
  { price, index }: { readonly price: PriceChangeInput; readonly index: number },
): Changed {
  const read = readPriceChange(price, { index, now });
  if (read.kind === 'invalid-input') return read;
  const change = read.value;
  const { variantId, startsAt, endsAt } = change;
  if (!variantIds.has(variantId)) return { kind: 'variant-not-found', variantId };
  if (endsAt === null && startsAt <= now) {
    book.setPrice(change);
    return { kind: 'changed', change };
  }
  if (endsAt !== null && book.priceOf(change) === undefined) return noPriceYet(index);
  const overlapped = book.plan({ id: newId(), ...change }, now);
  if (overlapped.length > 0) return { kind: 'sale-overlaps', saleIds: overlapped.map(({ id }) => id) };
  return { kind: 'changed', change };
}

function noPriceYet(index: number): PriceFault {
  const path = ['prices', String(index), 'price', 'currencyCode'];
  const message = 'The variant has no price in this currency, to which it could go back.';
  return { kind: 'invalid-input', fields: [invalidField(path, 'INVALID_VALUE', message)] };
}

/** What the trail keeps of a price that was set or planned. */
function stateOf({ startsAt, endsAt, ...change }: PriceChange) {
  return { ...change, startsAt: startsAt.toISOString(), endsAt: endsAt?.toISOString() ?? null };
}
