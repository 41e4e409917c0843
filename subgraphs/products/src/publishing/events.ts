import type { Transaction } from '@cartwright/database';
import { message, productChanged, stockChanged, type OutgoingMessage } from '@cartwright/events';
import { raiseVariantVersions, type StoredVariant } from '../catalogue/door.ts';
import { variantMessages } from '../pricing/door.ts';
import { announceMoved, refreshBundlesOf } from '../stock/door.ts';
import type { Tables } from '../tables.ts';
import type { StoredPublication } from './repository.ts';

/** The messages that publishing sends, beside those of variants. */
export const publishes = [productChanged];

/** What a product is announced as. */
type ToldProduct = Pick<StoredPublication, 'id' | 'name' | 'slug' | 'status'>;

/** Gives a product's variants their next versions, and tells of them and of the product; `changeId` is this change's alone. */
export function tellOfProduct(
  tx: Transaction<Tables>,
  product: ToldProduct,
  changeId: string,
): Promise<OutgoingMessage[]> {
  return tellOfProducts(tx, [product], () => changeId);
}

/** The same for some products: as many statements for many as for one. */
export async function tellOfProducts(
  tx: Transaction<Tables>,
  products: readonly ToldProduct[],
  newId: () => string,
): Promise<OutgoingMessage[]> {
  const ids = products.map(({ id }) => id);
  return messagesOf(tx, { products, variants: await raiseVariantVersions(tx, 'productId', ids) }, newId);
}
/** Works out what may be bought of the bundles of a product's parts, all locked, now that shoppers see them or see them no more, and tells of it. */
export async function bundlesMoved(
  tx: Transaction<Tables>,
  parts: Parameters<typeof refreshBundlesOf>[1],
): Promise<OutgoingMessage[]> {
  const changes = await announceMoved(tx, await refreshBundlesOf(tx, parts));
  return changes.map((change) => message(stockChanged, change));
}

/** Tells of products and their variants, all of them new: they are at their first version. */
export function tellOfNewProducts(
  tx: Transaction<Tables>,
  made: ProductsWithVariants,
  newId: () => string,
): Promise<OutgoingMessage[]> {
  return messagesOf(tx, made, newId);
}

interface ProductsWithVariants {
  readonly products: readonly ToldProduct[];
  readonly variants: readonly StoredVariant[];
}

async function messagesOf(
  tx: Transaction<Tables>,
  { products, variants }: ProductsWithVariants,
  newId: () => string,
): Promise<OutgoingMessage[]> {
  const byId = new Map(products.map((product) => [product.id, product]));
  const told = variants.flatMap((variant) => {
    const product = byId.get(variant.productId);
    return product === undefined ? [] : [{ product, variant }];
  });
  return [
    ...(await variantMessages(tx, told)),
    ...products.map(({ id: productId }) => message(productChanged, { productId, changeId: newId() })),
  ];
}
