import { recordStaffAction, type AuditedState } from '@cartwright/audit';
import type { Transaction } from '@cartwright/database';
import { isId } from '@cartwright/graph';
import type { Send } from '@cartwright/messaging';
import type { Category, CategoryTree } from '../../catalogue/door.ts';
import { lockTree } from '../../categories/door.ts';
import type { Parts } from '../../parts.ts';
import { tellOfProduct } from '../../publishing/door.ts';
import { describedState } from '../../rich-text/door.ts';
import type { Tables } from '../../tables.ts';
import {
  lockProduct,
  readVariants,
  saveProduct,
  type EditedProduct,
  type EditedVariant,
} from '../repository.ts';
import { contentOf } from '../rules/product-content.ts';

/** What products are made and changed with. */
export interface Dependencies extends Pick<Parts, 'messaging' | 'newId' | 'now'> {
  /** The categories, where the transaction is open already and nobody else can change them until it ends. */
  readonly tree?: CategoryTree | undefined;
}

/** A transaction in which no other member of the staff changes categories, slugs or stock-keeping units. */
export interface HeldCatalogue {
  readonly tx: Transaction<Tables>;
  readonly send: Send;
  readonly tree: CategoryTree;
}

/** The same with a product, which nobody else changes either. */
export interface HeldProduct extends HeldCatalogue {
  readonly product: EditedProduct;
  /** In the order of the product page. */
  readonly variants: readonly EditedVariant[];
}

/** There is no product of that id. */
export interface ProductNotFound {
  readonly kind: 'product-not-found';
  readonly productId: string;
}

/** The product is no more as it was when it was read. */
export interface ProductChanged {
  readonly kind: 'product-changed';
  readonly version: number;
}

/** There is no category of that id. */
export interface CategoryNotFound {
  readonly kind: 'category-not-found';
  readonly categoryId: string;
}

/** A category cannot hold products: there are others below it. */
export interface CategoryHoldsCategories {
  readonly kind: 'category-holds-categories';
  readonly category: Category;
}

/** What staff did to a product, for the trail. */
export interface ProductAction {
  readonly staffId: string;
  /** The name of the mutation. */
  readonly operation: string;
  readonly reason: string | null;
  readonly before: AuditedState | null;
  readonly after: AuditedState | null;
}

/** Changes the catalogue in a transaction of its own. */
export function changeCatalogue<Outcome>(
  { messaging, tree }: Dependencies,
  change: (held: HeldCatalogue) => Promise<Outcome>,
): Promise<Outcome> {
  return messaging.transact(async (tx, send) => change({ tx, send, tree: tree ?? (await lockTree(tx)) }));
}

/**
 * Changes a product that is as whoever asks has read it, in a transaction of its own.
 * @param beforehand what has to be locked before the product: stock, for whoever moves it locks products last
 */
export async function editProduct<Outcome>(
  dependencies: Dependencies,
  { id, version }: { readonly id: string; readonly version: number },
  change: (held: HeldProduct) => Promise<Outcome>,
  beforehand?: (held: HeldCatalogue) => Promise<unknown>,
): Promise<Outcome | ProductNotFound | ProductChanged> {
  if (!isId(id)) return { kind: 'product-not-found', productId: id };
  return changeCatalogue<Outcome | ProductNotFound | ProductChanged>(dependencies, async (held) => {
    await beforehand?.(held);
    const product = await lockProduct(held.tx, id);
    if (product === undefined) return { kind: 'product-not-found', productId: id };
    if (product.version !== version) return { kind: 'product-changed', version: product.version };
    return change({ ...held, product, variants: await readVariants(held.tx, id) });
  });
}

/** Gives a product its next version, though nothing of what it says itself is different. */
export async function touchProduct({ tx, tree, product, variants }: HeldProduct): Promise<void> {
  await saveProduct(tx, contentOf(tree, product, variants));
}

/** Tells all who keep something of a product, and adds what was done to the audit trail: last in its transaction. */
export async function recordProduct(
  dependencies: Dependencies,
  held: HeldCatalogue,
  product: Pick<EditedProduct, 'id' | 'name' | 'slug' | 'status'>,
  action: ProductAction,
): Promise<void> {
  for (const one of await tellOfProduct(held.tx, product, dependencies.newId())) held.send(one);
  await noteProduct(dependencies, held, product.id, action);
}

/** Adds what was done to the audit trail alone: what follows in the same transaction tells of it. */
export async function noteProduct(
  { now }: Pick<Dependencies, 'now'>,
  { tx, send }: HeldCatalogue,
  target: string,
  action: ProductAction,
): Promise<void> {
  await recordStaffAction('products', { tx, send }, { ...action, target, at: now() });
}

/** Why no product can be put into a category; undefined when one can. */
export function leafFault(
  { tree }: HeldCatalogue,
  categoryId: string,
): CategoryNotFound | CategoryHoldsCategories | undefined {
  const category = tree.get(categoryId);
  if (category === null) return { kind: 'category-not-found', categoryId };
  return tree.children(categoryId).length === 0 ? undefined : { kind: 'category-holds-categories', category };
}

/** What the trail keeps of what a product says. */
export function textsOf(
  product: Pick<
    EditedProduct,
    'slug' | 'name' | 'description' | 'descriptionHtml' | 'brand' | 'categoryId' | 'tags' | 'taxClass'
  >,
): AuditedState {
  const { slug, name, brand, categoryId, tags, taxClass } = product;
  const taxed = taxClass === null ? {} : { taxClass };
  return { slug, name, ...describedState(product), brand, categoryId, tags, ...taxed };
}
