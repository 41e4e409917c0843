import { readReason, recordStaffActions, type StaffAction } from '@cartwright/audit';
import { isId } from '@cartwright/graph';
import type { InvalidInput } from '@cartwright/input';
import type { StoreCurrency } from '@cartwright/money';
import { readPrice, type MoneyText } from '../rules/price.ts';
import { changePrices, type Dependencies } from './change-prices.ts';

/** What a variant is to cost in one currency. */
export interface PriceOfVariant {
  readonly variantId: string;
  readonly price: MoneyText & { readonly currencyCode: StoreCurrency };
  readonly compareAtPrice: MoneyText | null;
}

interface ByStaff {
  readonly staffId: string;
  readonly reason?: string | null | undefined;
}

/** A price to be set. */
export type UpdateVariantPrice = PriceOfVariant & ByStaff;

/** What came of it. */
export type UpdateVariantPriceOutcome =
  { readonly kind: 'updated' } | { readonly kind: 'not-found' } | InvalidInput;

/** Sets a variant's price in one currency, with its entry in the audit trail, and announces it to the other domains. */
export async function updateVariantPrice(
  dependencies: Dependencies,
  { staffId, reason, ...price }: UpdateVariantPrice,
): Promise<UpdateVariantPriceOutcome> {
  const [outcome] = await updatePricesOfVariants(dependencies, { staffId, reason, prices: [price] });
  if (outcome === undefined) throw new Error('A price was neither set nor refused');
  return outcome;
}

/** Does the same for some prices, those that can be set: as many statements for many as for one. @returns what came of each, in their order */
export async function updatePricesOfVariants(
  dependencies: Dependencies,
  { staffId, reason, prices }: ByStaff & { readonly prices: readonly PriceOfVariant[] },
): Promise<UpdateVariantPriceOutcome[]> {
  const why = readReason(reason);
  if (why.kind === 'invalid-input') return prices.map(() => why);
  const reads = prices.map((one) => ({ ...one, read: readPrice(one) }));
  const ids = new Set(
    reads.flatMap(({ variantId, read }) => (read.kind === 'valid' && isId(variantId) ? [variantId] : [])),
  );
  const unknown = ({ read }: (typeof reads)[number]): UpdateVariantPriceOutcome =>
    read.kind === 'invalid-input' ? read : { kind: 'not-found' };
  if (ids.size === 0) return reads.map(unknown);
  return changePrices(dependencies, [...ids], async ({ tx, send, now: at, variantIds, book, store }) => {
    const actions: StaffAction[] = [];
    const outcomes = reads.map((one): UpdateVariantPriceOutcome => {
      const { variantId, price, read } = one;
      if (read.kind === 'invalid-input' || !variantIds.has(variantId)) return unknown(one);
      const after = { variantId, currency: price.currencyCode, ...read.value };
      const entry = { staffId, operation: 'variantPriceUpdate', target: variantId, at, ...why.value };
      actions.push({ ...entry, before: book.stateOf(after), after });
      book.setPrice(after);
      return { kind: 'updated' };
    });
    await store();
    await recordStaffActions('products', { tx, send }, actions);
    return outcomes;
  });
}
