import { isDeepStrictEqual } from 'node:util';
import { recordStaffAction, type AuditedState } from '@cartwright/audit';
import type { Transaction } from '@cartwright/database';
import { isId } from '@cartwright/graph';
import type { InvalidInput } from '@cartwright/input';
import type { Send } from '@cartwright/messaging';
import type { Parts } from '../../parts.ts';
import { lockPublication, tellOfProduct } from '../../publishing/door.ts';
import type { Tables } from '../../tables.ts';
import { raiseProductVersion } from '../repository/pictures.ts';

/** What galleries are changed with. */
export type Dependencies = Pick<Parts, 'messaging' | 'newId' | 'now'>;

/** A transaction in which nobody else changes a product. */
export interface Held {
  readonly tx: Transaction<Tables>;
  readonly send: Send;
  readonly product: NonNullable<Awaited<ReturnType<typeof lockPublication>>>;
}

/** What came of a change of what a product shows. */
export type EditGalleryOutcome =
  | { readonly kind: 'updated' }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'changed-meanwhile'; readonly version: number }
  | InvalidInput;

/** What staff did to what, for the trail. */
export interface GalleryAction {
  readonly staffId: string;
  /** The name of the mutation. */
  readonly operation: string;
  readonly target: string;
  readonly reason: string | null;
}

/** What is to be different. */
export interface GalleryChange {
  readonly kind: 'planned';
  readonly before: AuditedState;
  readonly after: AuditedState;
  readonly store: (at: Date) => Promise<void>;
}

/** Changes what a product shows, which is as whoever asks has read it, in a transaction of its own. */
export async function editGallery(
  dependencies: Dependencies,
  { productId, version, ...action }: Omit<GalleryAction, 'target'> & { productId: string; version: number },
  plan: (tx: Transaction<Tables>) => Promise<GalleryChange | InvalidInput>,
): Promise<EditGalleryOutcome> {
  if (!isId(productId)) return { kind: 'not-found' };
  return dependencies.messaging.transact<EditGalleryOutcome>(async (tx, send) => {
    const product = await lockPublication(tx, productId);
    if (product === undefined) return { kind: 'not-found' };
    if (product.version !== version) return { kind: 'changed-meanwhile', version: product.version };
    const change = await plan(tx);
    if (change.kind === 'invalid-input') return change;
    await storeChange(dependencies, { tx, send, product }, { ...action, target: productId }, change);
    return { kind: 'updated' };
  });
}

/** Stores a change of what a held product shows, tells all who keep something of it, and adds it to the audit trail; not where it is so already. */
export async function storeChange(
  { newId, now }: Pick<Dependencies, 'newId' | 'now'>,
  { tx, send, product }: Held,
  action: GalleryAction,
  { before, after, store }: Omit<GalleryChange, 'kind'>,
): Promise<void> {
  if (isDeepStrictEqual(before, after)) return;
  const at = now();
  await store(at);
  await raiseProductVersion(tx, product.id);
  for (const one of await tellOfProduct(tx, product, newId())) send(one);
  await recordStaffAction('products', { tx, send }, { ...action, at, before, after });
}
