import { recordStaffAction, type AuditedState } from '@cartwright/audit';
import type { Transaction } from '@cartwright/database';
import type { Send } from '@cartwright/messaging';
import type { Category, CategoryTree } from '../../catalogue/door.ts';
import type { Parts } from '../../parts.ts';
import { describedState } from '../../rich-text/door.ts';
import type { Tables } from '../../tables.ts';
import { categoriesChangedMessage } from '../events.ts';
import { holdProducts, lockTree, type DescribedCategory } from '../repository.ts';

/** What changes of the tree are made with. */
export type Dependencies = Pick<Parts, 'messaging' | 'newId' | 'now'>;

/** The tree, which nobody else changes until the transaction ends. */
export interface HeldTree {
  readonly tx: Transaction<Tables>;
  readonly send: Send;
  readonly tree: CategoryTree;
}

/** A change, for the trail of what staff did; null for what was not there before, or is not there any more. */
export interface TreeChange {
  readonly staffId: string;
  /** The name of the mutation. */
  readonly operation: string;
  readonly reason: string | null;
  readonly before: DescribedCategory | null;
  readonly after: DescribedCategory | null;
}

/** A category that is to have one below it holds products. */
export interface CategoryHoldsProducts {
  readonly kind: 'category-holds-products';
  readonly category: Category;
  readonly productCount: number;
}

/** Changes the tree in a transaction of its own, in which it is this change's alone. */
export function changeTree<Outcome>(
  { messaging }: Dependencies,
  change: (held: HeldTree) => Promise<Outcome>,
): Promise<Outcome> {
  return messaging.transact(async (tx, send) => change({ tx, send, tree: await lockTree(tx) }));
}

/** Announces what was changed and adds it to the audit trail: last in its transaction. */
export async function recordChange(
  { newId, now }: Dependencies,
  { tx, send }: HeldTree,
  { before, after, ...action }: TreeChange,
): Promise<void> {
  const target = (after ?? before)?.id ?? null;
  if (target === null) return;
  send(categoriesChangedMessage(target, newId()));
  const states = { before: stateOf(before), after: stateOf(after) };
  await recordStaffAction('products', { tx, send }, { ...action, ...states, target, at: now() });
}

/** Why nothing can be put below a category: only leaves hold products. Undefined when it can, and stays so. */
export async function productsFault(
  { tx, tree }: HeldTree,
  parentId: string | null,
): Promise<CategoryHoldsProducts | undefined> {
  const category = parentId === null ? null : tree.get(parentId);
  if (category === null) return undefined;
  const productCount = await holdProducts(tx, category.id);
  return productCount === 0 ? undefined : { kind: 'category-holds-products', category, productCount };
}

function stateOf(category: DescribedCategory | null): AuditedState | null {
  if (category === null) return null;
  const { slug, name, seoTitle, seoDescription, parentId, position, version } = category;
  const seo = { ...(seoTitle != null && { seoTitle }), ...(seoDescription != null && { seoDescription }) };
  return { slug, name, ...describedState(category), ...seo, parentId, position, version };
}
