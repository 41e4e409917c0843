import { isId } from '@cartwright/graph';
import type { InvalidInput } from '@cartwright/input';
import type { StoreCurrency } from '@cartwright/money';
import { raiseVariantVersion, type Variant } from '../catalogue/door.ts';
import type { Parts } from '../parts.ts';
import { variantChangedMessage } from './events.ts';
import { lockProductOfVariant, readPrices, savePrice, savePriceRange } from './repository.ts';
import { readPrice, type MoneyText } from './rules.ts';

/** A price to be set. */
export interface UpdateVariantPrice {
  readonly variantId: string;
  readonly price: MoneyText & { readonly currencyCode: StoreCurrency };
  readonly compareAtPrice: MoneyText | null;
}

/** What came of it. */
export type UpdateVariantPriceOutcome =
  { readonly kind: 'updated'; readonly variant: Variant } | { readonly kind: 'not-found' } | InvalidInput;

/** Sets a variant's price in one currency and announces it to the other domains. */
export async function updateVariantPrice(
  { messaging }: Pick<Parts, 'messaging'>,
  { variantId, price, compareAtPrice }: UpdateVariantPrice,
): Promise<UpdateVariantPriceOutcome> {
  const read = readPrice({ price, compareAtPrice });
  if (read.kind === 'invalid-input') return read;
  if (!isId(variantId)) return { kind: 'not-found' };
  const { amountMinor, compareAtMinor } = read.value;
  const { currencyCode: currency } = price;
  return messaging.transact(async (tx, send) => {
    const product = await lockProductOfVariant(tx, variantId);
    if (product === undefined) return { kind: 'not-found' };
    await savePrice(tx, { variantId, currency, amountMinor, compareAtMinor });
    await savePriceRange(tx, product.id, currency);
    const variant = await raiseVariantVersion(tx, variantId);
    send(variantChangedMessage({ product, variant, prices: await readPrices(tx, [variantId]) }));
    return { kind: 'updated', variant };
  });
}
