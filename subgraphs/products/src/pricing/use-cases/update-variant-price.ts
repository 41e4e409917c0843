import { readReason, recordStaffAction } from '@cartwright/audit';
import { isId } from '@cartwright/graph';
import type { InvalidInput } from '@cartwright/input';
import type { StoreCurrency } from '@cartwright/money';
import { readPrice, type MoneyText } from '../rules/price.ts';
import { changePrices, type Dependencies } from './change-prices.ts';

/** A price to be set. */
export interface UpdateVariantPrice {
  readonly staffId: string;
  readonly variantId: string;
  readonly price: MoneyText & { readonly currencyCode: StoreCurrency };
  readonly compareAtPrice: MoneyText | null;
  readonly reason?: string | null | undefined;
}

/** What came of it. */
export type UpdateVariantPriceOutcome =
  { readonly kind: 'updated' } | { readonly kind: 'not-found' } | InvalidInput;

/** Sets a variant's price in one currency, with its entry in the audit trail, and announces it to the other domains. */
export async function updateVariantPrice(
  dependencies: Dependencies,
  { staffId, variantId, price, compareAtPrice, reason }: UpdateVariantPrice,
): Promise<UpdateVariantPriceOutcome> {
  const read = readPrice({ price, compareAtPrice });
  if (read.kind === 'invalid-input') return read;
  const why = readReason(reason);
  if (why.kind === 'invalid-input') return why;
  if (!isId(variantId)) return { kind: 'not-found' };
  return changePrices(dependencies, [variantId], async ({ tx, send, now: at, variantIds, book, store }) => {
    if (!variantIds.has(variantId)) return { kind: 'not-found' };
    const after = { variantId, currency: price.currencyCode, ...read.value };
    const before = book.stateOf(after);
    book.setPrice(after);
    await store();
    const entry = { staffId, operation: 'variantPriceUpdate', target: variantId, at };
    await recordStaffAction('products', { tx, send }, { ...entry, ...why.value, before, after });
    return { kind: 'updated' };
  });
}
