import { readReason, recordStaffAction } from '@cartwright/audit';
import { isId } from '@cartwright/graph';
import { invalidField, invalidInput, type InvalidField, type InvalidInput } from '@cartwright/input';
import { mostSales, type PriceBook } from '../rules/price-book.ts';
import { readPriceChange, type PriceChange, type PriceChangeInput } from '../rules/price-change.ts';
import { changePrices, type Dependencies, type HeldPrices } from './change-prices.ts';

/** So many sales of a variant may be to come or run, in all currencies together. */
const noPrices = 'Please give at least one price.';

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
  | { readonly kind: 'too-many-sales'; readonly limit: number }
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
  if (prices.length === 0) return invalidInput(invalidField(['prices'], 'REQUIRED', noPrices));
  const ids = prices.map(({ variantId }) => variantId).filter(isId);
  return changePrices(dependencies, [...new Set(ids)], async (held) => {
    const { store, tx, send, now: at } = held;
    const results = prices.map((price, index) => changePrice(dependencies, held, { price, index }));
    await store();
    for (const result of results) {
      if (result.kind !== 'changed') continue;
      const { before, change: after } = result;
      const entry = { staffId, operation: 'variantPricesUpdate', target: after.variantId, at, ...why.value };
      await recordStaffAction('products', { tx, send }, { ...entry, before, after: stateOf(after) });
    }
    return { kind: 'updated', results: results.map((one) => (one.kind === 'changed' ? undefined : one)) };
  });
}

interface Changed {
  readonly kind: 'changed';
  readonly change: PriceChange;
  /** What the variant cost just before, for the trail. */
  readonly before: ReturnType<PriceBook['stateOf']>;
}

function changePrice(
  { newId }: Pick<Dependencies, 'newId'>,
  { book, now, variantIds }: HeldPrices,
  { price, index }: { readonly price: PriceChangeInput; readonly index: number },
): Changed | PriceFault {
  const read = readPriceChange(price, { index, now });
  if (read.kind === 'invalid-input') return read;
  const change = read.value;
  const { variantId, startsAt, endsAt } = change;
  if (!variantIds.has(variantId)) return { kind: 'variant-not-found', variantId };
  const changed: Changed = { kind: 'changed', change, before: book.stateOf(change) };
  if (endsAt === null && startsAt <= now) {
    book.setPrice(change);
    return changed;
  }
  if (endsAt !== null && book.priceOf(change) === undefined) return noPriceYet(index);
  if (book.hasMostSales(variantId)) return { kind: 'too-many-sales', limit: mostSales };
  const overlapped = book.plan({ id: newId(), ...change }, now);
  if (overlapped.length > 0) return { kind: 'sale-overlaps', saleIds: overlapped.map(({ id }) => id) };
  return changed;
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
