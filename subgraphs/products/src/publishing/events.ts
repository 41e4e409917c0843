import type { Transaction } from '@cartwright/database';
import { message, productChanged, stockChanged, type OutgoingMessage } from '@cartwright/events';
import { raiseVariantVersions, type StoredVariant } from '../catalogue/door.ts';
import { variantMessages } from '../pricing/door.ts';
import { announceMoved, refreshBundlesOf } from '../stock/door.ts';
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

/** Works out what may be bought of the bundles of a product's parts, all locked, now that shoppers see them or see them no more, and tells of it. */
export async function bundlesMoved(
  tx: Transaction<Tables>,
  parts: Parameters<typeof refreshBundlesOf>[1],
): Promise<OutgoingMessage[]> {
  const changes = await announceMoved(tx, await refreshBundlesOf(tx, parts));
  return changes.map((change) => message(stockChanged, change));
}

/** What a new product is announced as. */
type ToldProduct = Pick<StoredPublication, 'id' | 'name' | 'slug' | 'status'>;

/** Tells of products and their variants, all of them new: they are at their first version. */
export async function tellOfNewProducts(
  tx: Transaction<Tables>,
  {
    products,
    variants,
  }: { readonly products: readonly ToldProduct[]; readonly variants: readonly StoredVariant[] },
  newId: () => string,
): Promise<OutgoingMessage[]> {
  const byId = new Map(products.map((product) => [product.id, product]));
  const made = variants.flatMap((variant) => {
    const product = byId.get(variant.productId);
    return product === undefined ? [] : [{ product, variant }];
  });
  const told = await variantMessages(tx, made);
  return [
    ...told,
    ...products.map(({ id: productId }) => message(productChanged, { productId, changeId: newId() })),
  ];
}
