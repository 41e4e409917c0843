import { readReason, recordStaffAction } from '@cartwright/audit';
import { isId } from '@cartwright/graph';
import type { InvalidInput } from '@cartwright/input';
import type { StoreCurrency } from '@cartwright/money';
import { raiseVariantVersion } from '../catalogue/door.ts';
import type { Parts } from '../parts.ts';
import { variantChangedMessage } from './events.ts';
import { lockProductOfVariant, readPrices, savePrice } from './repository.ts';
import { readPrice, type MoneyText } from './rules.ts';

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
  { messaging, now }: Pick<Parts, 'messaging' | 'now'>,
  { staffId, variantId, price, compareAtPrice, reason }: UpdateVariantPrice,
): Promise<UpdateVariantPriceOutcome> {
  const read = readPrice({ price, compareAtPrice });
  if (read.kind === 'invalid-input') return read;
  const why = readReason(reason);
  if (why.kind === 'invalid-input') return why;
  if (!isId(variantId)) return { kind: 'not-found' };
  const { amountMinor, compareAtMinor } = read.value;
  const { currencyCode: currency } = price;
  return messaging.transact(async (tx, send) => {
    const product = await lockProductOfVariant(tx, variantId);
    if (product === undefined) return { kind: 'not-found' };
    const [before] = (await readPrices(tx, [variantId])).filter((known) => known.currency === currency);
    const after = { variantId, currency, amountMinor, compareAtMinor };
    await savePrice(tx, after);
    const variant = await raiseVariantVersion(tx, variantId);
    send(variantChangedMessage({ product, variant, prices: await readPrices(tx, [variantId]) }));
    const entry = { staffId, operation: 'variantPriceUpdate', target: variantId, at: now() };
    await recordStaffAction('products', { tx, send }, { ...entry, ...why.value, before, after });
    return { kind: 'updated' };
  });
}
