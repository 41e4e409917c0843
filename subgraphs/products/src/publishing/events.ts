import type { Transaction } from '@cartwright/database';
import { message, productChanged, type OutgoingMessage } from '@cartwright/events';
import { raiseVariantVersions } from '../catalogue/door.ts';
import { variantMessages } from '../pricing/door.ts';
import type { Tables } from '../tables.ts';
import type { StoredPublication } from './repository.ts';

/** The messages that publishing sends, beside those of variants. */
export const publishes = [productChanged];

/** Gives a product's variants their next versions, and tells of them and of the product; `changeId` is this change's alone. */
export async function tellOfProduct(
  tx: Transaction<Tables>,
  product: Pick<StoredPublication, 'id' | 'name' | 'slug' | 'status'>,
  changeId: string,
): Promise<OutgoingMessage[]> {
  const variants = await raiseVariantVersions(tx, 'productId', [product.id]);
  const told = await variantMessages(
    tx,
    variants.map((variant) => ({ product, variant })),
  );
  return [...told, message(productChanged, { productId: product.id, changeId })];
}
